package io.levee.uploads;

/** The statements. Each does all that belongs together, so that none is half done. */
final class Sql {
  /**
   * The same image of the same customer is kept once: sent again, after an answer that was lost
   * perhaps, it counts as new and takes no room. The row of the total is locked meanwhile, so that
   * gateways take turns; that is what makes the bound exact. The bound by the hour may be passed by
   * as many as arrive at once.
   *
   * <p>id, storefront, customer, type, size, sha256, bytes, most by the hour, most of all → the id
   * if it is kept, how many there were in the last hour, in how many seconds the first of them is
   * older than that, and the total if it changed
   */
  static final String KEEP =
      """
      WITH lately AS (
        SELECT count(*) AS images, min(created_at) AS first FROM upload
        WHERE storefront = $2 AND customer_id = $3 AND created_at > now() - interval '1 hour'),
      known AS (
        UPDATE upload SET created_at = now()
        WHERE storefront = $2 AND customer_id = $3 AND sha256 = $6
        RETURNING upload_id),
      room AS (
        UPDATE upload_total SET bytes = bytes + $5
        WHERE one AND NOT EXISTS (SELECT FROM known)
          AND (SELECT images FROM lately) < $8 AND bytes + $5 <= $9
        RETURNING bytes),
      kept AS (
        INSERT INTO upload (upload_id, storefront, customer_id, type, size, sha256, bytes, created_at)
        SELECT $1::text, $2::text, $3::text, $4::text, $5::integer, $6::bytea, $7::bytea, now()
        FROM room
        RETURNING upload_id)
      SELECT coalesce((SELECT upload_id FROM known LIMIT 1), (SELECT upload_id FROM kept)) AS upload_id,
        images, ceil(extract(epoch FROM first + interval '1 hour' - now()))::bigint AS seconds,
        (SELECT bytes FROM room) AS total
      FROM lately
      """;

  static final String READ = "SELECT type, bytes FROM upload WHERE upload_id = $1";

  static final String OWNED =
      "SELECT upload_id FROM upload"
          + " WHERE upload_id = ANY ($1::text[]) AND storefront = $2 AND customer_id = $3";

  /**
   * Few at a time, since each image is thousands of rows inside. Gateways that sweep at once take
   * different ones.
   *
   * <p>milliseconds to keep, how many → how many were deleted, and the total
   */
  static final String SWEEP =
      """
      WITH old AS (
        SELECT upload_id FROM upload
        WHERE created_at < now() - $1::bigint * interval '1 millisecond'
        ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED),
      gone AS (
        DELETE FROM upload USING old WHERE upload.upload_id = old.upload_id RETURNING size),
      less AS (
        UPDATE upload_total SET bytes = bytes - (SELECT sum(size) FROM gone)
        WHERE one AND EXISTS (SELECT FROM gone)
        RETURNING bytes)
      SELECT (SELECT count(*) FROM gone) AS swept,
        coalesce((SELECT bytes FROM less), (SELECT bytes FROM upload_total WHERE one)) AS total
      """;

  private Sql() {}
}
