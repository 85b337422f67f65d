-- Images that customers sent, without their metadata. They live here, so that every gateway can show
-- them and one backup holds all.
CREATE TABLE upload (
  upload_id       text        PRIMARY KEY,  -- 128 random bits: whoever knows it may look
  storefront      text        NOT NULL,
  customer_id     text        NOT NULL,
  type            text        NOT NULL,     -- the media type that the bytes begin like
  size            integer     NOT NULL,
  sha256          bytea       NOT NULL,
  bytes           bytea       NOT NULL,
  created_at      timestamptz NOT NULL
);
-- Images are compressed already.
ALTER TABLE upload ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE INDEX upload_customer ON upload (storefront, customer_id, created_at);
CREATE INDEX upload_age ON upload (created_at);

-- How much is kept: one row, changed with every image, since counting would be slow.
CREATE TABLE upload_total (
  one             boolean     PRIMARY KEY DEFAULT true CHECK (one),
  bytes           bigint      NOT NULL CHECK (bytes >= 0)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, fillfactor = 50);
INSERT INTO upload_total (bytes) VALUES (0);
