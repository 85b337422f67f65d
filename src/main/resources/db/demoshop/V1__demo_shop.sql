-- A small shop to play with: orders, parcels and returns, and nothing that a real shop would miss.

CREATE TABLE demo_shop.orders (
  number text PRIMARY KEY,
  customer_id text NOT NULL,
  placed_at timestamptz NOT NULL,
  total numeric(12, 2) NOT NULL,
  currency text NOT NULL,
  cancelled boolean NOT NULL,
  payment text NOT NULL,
  fulfilment text NOT NULL,
  status text NOT NULL
);

CREATE INDEX orders_of_customer ON demo_shop.orders (customer_id, placed_at DESC);

CREATE TABLE demo_shop.order_line (
  order_number text NOT NULL REFERENCES demo_shop.orders ON DELETE CASCADE,
  id text NOT NULL,
  sku text NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  variant_zh text NOT NULL,
  variant_en text NOT NULL,
  unit_price numeric(12, 2) NOT NULL,
  ordered int NOT NULL,
  shipped int NOT NULL,
  delivered int NOT NULL,
  returned int NOT NULL,
  returnable boolean NOT NULL,
  PRIMARY KEY (order_number, id),
  CHECK (0 <= returned AND returned <= delivered AND delivered <= shipped AND shipped <= ordered)
);

CREATE TABLE demo_shop.parcel (
  tracking_number text PRIMARY KEY,
  order_number text NOT NULL REFERENCES demo_shop.orders ON DELETE CASCADE,
  carrier_zh text NOT NULL,
  carrier_en text NOT NULL,
  state text NOT NULL,
  shipped_at timestamptz NOT NULL,
  expected_at timestamptz NOT NULL,
  delivered_at timestamptz,
  contents jsonb NOT NULL
);

CREATE INDEX parcels_of_order ON demo_shop.parcel (order_number);

CREATE TABLE demo_shop.parcel_event (
  tracking_number text NOT NULL REFERENCES demo_shop.parcel ON DELETE CASCADE,
  at timestamptz NOT NULL,
  text_zh text NOT NULL,
  text_en text NOT NULL,
  PRIMARY KEY (tracking_number, at)
);

CREATE SEQUENCE demo_shop.return_number START 700001;

CREATE TABLE demo_shop.order_return (
  number text PRIMARY KEY DEFAULT 'RT' || nextval('demo_shop.return_number'),
  -- Null where the shop's own pages made it.
  idempotency_key text UNIQUE,
  request jsonb,
  order_number text NOT NULL REFERENCES demo_shop.orders ON DELETE CASCADE,
  state text NOT NULL,
  requested_at timestamptz NOT NULL,
  reason text NOT NULL,
  lines jsonb NOT NULL,
  refund numeric(12, 2) NOT NULL
);

CREATE INDEX returns_of_order ON demo_shop.order_return (order_number);

CREATE TABLE demo_shop.return_reason (
  code text PRIMARY KEY,
  position int NOT NULL,
  label_zh text NOT NULL,
  label_en text NOT NULL
);

INSERT INTO demo_shop.return_reason VALUES
  ('size', 1, '尺码不合适', 'Wrong size'),
  ('not-as-described', 2, '与描述不符', 'Not as described'),
  ('damaged', 3, '收到时已损坏', 'Arrived damaged'),
  ('wrong-item', 4, '发错商品', 'Wrong item sent'),
  ('changed-mind', 5, '不想要了', 'Changed my mind');

CREATE FUNCTION demo_shop.rfc3339(at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;

CREATE FUNCTION demo_shop.label(zh text, en text) RETURNS json LANGUAGE sql IMMUTABLE AS $$
  SELECT json_build_object('zh', zh, 'en', en)
$$;

CREATE VIEW demo_shop.order_document AS
SELECT
  o.number,
  o.customer_id,
  o.placed_at,
  json_build_object(
    'number', o.number,
    'customerId', o.customer_id,
    'placedAt', demo_shop.rfc3339(o.placed_at),
    'total', o.total::text,
    'currency', o.currency,
    'cancelled', o.cancelled,
    'payment', o.payment,
    'fulfilment', o.fulfilment,
    'rawStatus', o.status,
    'lines', (
      SELECT json_agg(json_build_object(
        'id', l.id,
        'sku', l.sku,
        'title', demo_shop.label(l.title_zh, l.title_en),
        'variant', demo_shop.label(l.variant_zh, l.variant_en),
        'unitPrice', l.unit_price::text,
        'ordered', l.ordered,
        'shipped', l.shipped,
        'delivered', l.delivered,
        'returned', l.returned) ORDER BY l.id)
      FROM demo_shop.order_line l WHERE l.order_number = o.number),
    'parcels', (
      SELECT coalesce(json_agg(json_build_object(
        'carrier', demo_shop.label(p.carrier_zh, p.carrier_en),
        'trackingNumber', p.tracking_number,
        'state', p.state,
        'contents', p.contents,
        'shippedAt', demo_shop.rfc3339(p.shipped_at),
        'expectedAt', demo_shop.rfc3339(p.expected_at),
        'deliveredAt', demo_shop.rfc3339(p.delivered_at),
        'events', (
          SELECT coalesce(json_agg(json_build_object(
            'at', demo_shop.rfc3339(e.at),
            'text', demo_shop.label(e.text_zh, e.text_en)) ORDER BY e.at DESC), '[]')
          FROM demo_shop.parcel_event e WHERE e.tracking_number = p.tracking_number))
        ORDER BY p.shipped_at DESC, p.tracking_number), '[]')
      FROM demo_shop.parcel p WHERE p.order_number = o.number),
    'returns', (
      SELECT coalesce(json_agg(json_build_object(
        'number', r.number,
        'idempotencyKey', r.idempotency_key,
        'state', r.state,
        'requestedAt', demo_shop.rfc3339(r.requested_at),
        'lines', r.lines,
        'refund', r.refund::text) ORDER BY r.requested_at DESC), '[]')
      FROM demo_shop.order_return r WHERE r.order_number = o.number)) AS document
FROM demo_shop.orders o;

-- What is left to return of each line, and until when: seven days after the last delivery.
CREATE VIEW demo_shop.returnable AS
SELECT
  l.order_number,
  l.id,
  l.title_zh,
  l.title_en,
  l.unit_price,
  l.delivered,
  l.returnable,
  l.delivered - coalesce((
    SELECT sum((part ->> 'pieces')::int)
    FROM demo_shop.order_return r, jsonb_array_elements(r.lines) part
    WHERE r.order_number = l.order_number
      AND r.state NOT IN ('refused', 'cancelled')
      AND part ->> 'lineId' = l.id), 0) AS pieces,
  (SELECT max(p.delivered_at) FROM demo_shop.parcel p WHERE p.order_number = l.order_number)
    + interval '7 days' AS until
FROM demo_shop.order_line l;

CREATE FUNCTION demo_shop.refusal(of_order text, now_is timestamptz) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN (SELECT cancelled FROM demo_shop.orders WHERE number = of_order) THEN 'cancelled'
    WHEN NOT coalesce(bool_or(delivered > 0), false) THEN 'not-delivered'
    WHEN NOT bool_or(pieces > 0) THEN 'already-returned'
    WHEN NOT bool_or(pieces > 0 AND returnable) THEN 'not-returnable'
    WHEN NOT bool_or(pieces > 0 AND returnable AND until >= now_is) THEN 'window-over'
  END
  FROM demo_shop.returnable WHERE order_number = of_order
$$;

-- Null when there is no such order.
CREATE FUNCTION demo_shop.return_offer(of_order text, now_is timestamptz) RETURNS json
LANGUAGE sql STABLE AS $$
  SELECT json_build_object(
    'customerId', o.customer_id,
    'orderNumber', o.number,
    'refusal', demo_shop.refusal(o.number, now_is),
    'lines', (
      SELECT coalesce(json_agg(json_build_object(
        'id', l.id,
        'title', demo_shop.label(l.title_zh, l.title_en),
        'pieces', l.pieces,
        'until', demo_shop.rfc3339(l.until)) ORDER BY l.id), '[]')
      FROM demo_shop.returnable l
      WHERE l.order_number = o.number
        AND NOT o.cancelled AND l.returnable AND l.pieces > 0 AND l.until >= now_is),
    'reasons', (
      SELECT json_agg(json_build_object(
        'code', r.code, 'label', demo_shop.label(r.label_zh, r.label_en)) ORDER BY r.position)
      FROM demo_shop.return_reason r))
  FROM demo_shop.orders o WHERE o.number = of_order
$$;

CREATE FUNCTION demo_shop.problem(title text, detail text, refusal text) RETURNS json
LANGUAGE sql IMMUTABLE AS $$
  SELECT json_build_object('title', title, 'detail', detail, 'refusal', refusal)
$$;

-- One return for one key, however often and from however many sides it is asked for.
CREATE FUNCTION demo_shop.request_return(
  key text, customer text, of_order text, parts jsonb, why text, now_is timestamptz,
  OUT status int, OUT body json)
LANGUAGE plpgsql AS $$
DECLARE
  wanted jsonb := jsonb_build_object(
    'customerId', customer, 'orderNumber', of_order, 'lines', parts, 'reason', why);
  made demo_shop.order_return;
  refused text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(key, 0));
  SELECT * INTO made FROM demo_shop.order_return r WHERE r.idempotency_key = key;
  status := 200;
  IF made.number IS NOT NULL AND made.request <> wanted THEN
    status := 409;
    body := demo_shop.problem('Key reused', 'The Idempotency-Key belongs to another request', 'other');
    RETURN;
  END IF;
  IF made.number IS NULL THEN
    PERFORM FROM demo_shop.orders WHERE number = of_order AND customer_id = customer FOR UPDATE;
    IF NOT FOUND THEN
      status := 404;
      body := demo_shop.problem('Not found', 'The customer has no such order', NULL);
      RETURN;
    END IF;
    SELECT coalesce(
      demo_shop.refusal(of_order, now_is),
      CASE WHEN NOT EXISTS (SELECT FROM demo_shop.return_reason WHERE code = why)
        THEN 'other' END,
      (SELECT min(CASE
          WHEN l.id IS NULL THEN 'other'
          WHEN NOT l.returnable THEN 'not-returnable'
          WHEN l.delivered = 0 THEN 'not-delivered'
          WHEN (part ->> 'pieces')::int NOT BETWEEN 1 AND l.pieces THEN 'too-many'
        END)
        FROM jsonb_array_elements(parts) part
        LEFT JOIN demo_shop.returnable l
          ON l.order_number = of_order AND l.id = part ->> 'lineId')) INTO refused;
    IF refused IS NOT NULL THEN
      status := 422;
      body := demo_shop.problem('Not returnable', 'These goods cannot be returned: ' || refused, refused);
      RETURN;
    END IF;
    INSERT INTO demo_shop.order_return
      (idempotency_key, request, order_number, state, requested_at, reason, lines, refund)
    VALUES (
      key, wanted, of_order, 'requested', now_is, why, parts,
      (SELECT sum(l.unit_price * (part ->> 'pieces')::int)
        FROM jsonb_array_elements(parts) part
        JOIN demo_shop.order_line l ON l.order_number = of_order AND l.id = part ->> 'lineId'))
    RETURNING * INTO made;
    status := 201;
  END IF;
  body := json_build_object(
    'customerId', customer,
    'orderNumber', of_order,
    'returnNumber', made.number,
    'idempotencyKey', key,
    'state', made.state,
    'refund', made.refund::text);
END
$$;
