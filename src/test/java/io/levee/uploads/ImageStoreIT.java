package io.levee.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.levee.TestPostgres;
import io.levee.channel.Uploads.Image;
import io.levee.channel.Uploads.Kept;
import io.levee.conversation.Customer;
import io.levee.postgres.PostgresAddress;
import io.levee.postgres.PostgresLink;
import io.levee.uploads.image.ImageFiles;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Images in the real store. */
final class ImageStoreIT {
  private static final Customer WANG = new Customer("demo", "wang", "", "");
  private static final Customer LI = new Customer("demo", "li", "", "");

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final String url = TestPostgres.url();
  private volatile UploadsConfig config = config(30, 10_000_000, Duration.ofHours(1));
  private ImageStore store;

  private static UploadsConfig config(int perHour, long maxStored, Duration keep) {
    return new UploadsConfig(
        5_242_880,
        50_000_000,
        Duration.ofSeconds(60),
        8,
        64,
        perHour,
        maxStored,
        keep,
        Duration.ofMillis(50));
  }

  @BeforeEach
  void open() {
    store = store();
    await().until(() -> meters.find("levee.postgres.connected").gauge().value() > 0);
  }

  /** Another gateway's, or this one's. */
  private ImageStore store() {
    Context home = vertx.getOrCreateContext();
    ImageStore opened =
        new ImageStore(
            vertx,
            home,
            () ->
                new PostgresLink(
                    vertx, PostgresAddress.parse(url), TestPostgres.config(url), meters, "uploads"),
            () -> config,
            meters);
    get(opened.start());
    return opened;
  }

  @AfterEach
  void stop() {
    get(store.close());
    get(vertx.close());
  }

  private static <T> T get(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static Buffer png(int size) {
    return Buffer.buffer(ImageFiles.plain("png", size, size));
  }

  private String kept(Customer customer, Buffer file) {
    Kept kept = get(store.keep(customer, file));
    assertThat(kept).isInstanceOf(Kept.Stored.class);
    return ((Kept.Stored) kept).uploadId();
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = TestPostgres.connect(url);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = TestPostgres.connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void whatIsKeptIsThePictureAlone() {
    Buffer photo = Buffer.buffer(ImageFiles.jpegOfAPhone(6));
    String id = kept(WANG, photo);
    Image image = get(store.read(id)).orElseThrow();

    assertThat(id).matches("[A-Za-z0-9_-]{22}");
    assertThat(image.type()).isEqualTo("image/jpeg");
    assertThat(image.bytes().toString(StandardCharsets.ISO_8859_1))
        .startsWith("\u00ff\u00d8\u00ff")
        .doesNotContain("Wang Wei");
  }

  @Test
  void anyGatewayShowsIt() {
    String id = kept(WANG, png(20));
    ImageStore another = store();
    await().ignoreExceptions().until(() -> get(another.read(id)), Optional::isPresent);
    assertThat(get(another.read(id))).map(Image::bytes).contains(png(20));
    assertThat(get(store.read("BBBBBBBBBBBBBBBBBBBBBB"))).isEmpty();
  }

  @Test
  void knowsWhoseTheyAre() {
    String id = kept(WANG, png(20));
    String other = kept(LI, png(20));
    assertThat(other).isNotEqualTo(id);
    assertThat(get(store.owned(WANG, List.of(id, other, "nonsense")))).containsExactly(id);
    assertThat(get(store.owned(new Customer("other", "wang", "", ""), List.of(id)))).isEmpty();
  }

  @Test
  void theSameImageAgainIsTheSameUpload() throws SQLException {
    String id = kept(WANG, png(20));
    assertThat(kept(WANG, png(20))).isEqualTo(id);
    assertThat(number("SELECT count(*) FROM upload")).isEqualTo(1);
    assertThat(number("SELECT bytes FROM upload_total")).isEqualTo(png(20).length());
  }

  @Test
  void whatIsNoPictureIsNotKept() throws SQLException {
    assertThat(get(store.keep(WANG, Buffer.buffer("a text, whatever it is called"))))
        .isInstanceOf(Kept.NoImage.class);
    assertThat(get(store.keep(WANG, png(20).slice(0, 60)))).isInstanceOf(Kept.Unusable.class);
    assertThat(number("SELECT count(*) FROM upload")).isZero();
    assertThat(meters.counter("levee.uploads.images", "outcome", "noimage").count()).isEqualTo(1);
  }

  @Test
  void aCustomerMaySendSoManyAnHour() throws SQLException {
    config = config(2, 10_000_000, Duration.ofHours(9));
    kept(WANG, png(10));
    kept(WANG, png(11));
    assertThat(get(store.keep(WANG, png(12))))
        .isInstanceOfSatisfying(
            Kept.TooMany.class,
            many ->
                assertThat(many.retryAfter())
                    .isBetween(Duration.ofMinutes(58), Duration.ofMinutes(60)));
    kept(LI, png(12));
    run("UPDATE upload SET created_at = created_at - interval '1 hour'");
    kept(WANG, png(12));
  }

  @Test
  void allTogetherTakeNoMoreRoomThanIsGiven() throws SQLException {
    int size = png(30).length();
    config = config(100, size + 10, Duration.ofHours(9));
    String id = kept(WANG, png(30));
    assertThat(get(store.keep(LI, png(31)))).isInstanceOf(Kept.Full.class);
    assertThat(number("SELECT bytes FROM upload_total")).isEqualTo(size);
    assertThat(get(store.read(id))).isPresent();
  }

  @Test
  void whatIsTooOldIsDeletedAndGivesItsRoomBack() throws SQLException {
    String old = kept(WANG, png(30));
    for (int i = 1; i <= 25; i++) {
      kept(WANG, png(30 + i));
    }
    run("UPDATE upload SET created_at = created_at - interval '2 hours'");
    String young = kept(LI, png(30));

    await().until(() -> get(store.read(old)).isEmpty());
    await().until(() -> number("SELECT count(*) FROM upload") == 1);
    assertThat(get(store.read(young))).isPresent();
    assertThat(number("SELECT bytes FROM upload_total")).isEqualTo(png(30).length());
    await()
        .until(
            () ->
                meters.get("levee.uploads.stored.bytes").gauge().value() == png(30).length()
                    && meters.counter("levee.uploads.swept").count() == 26);
  }

  @Test
  void whileTheServerIsAwayNothingIsSaidToBeKept() {
    String id = kept(WANG, png(20));
    TestPostgres.stop();
    try {
      assertThatThrownBy(() -> get(store.keep(WANG, png(21)))).hasMessageContaining("PostgreSQL");
      assertThatThrownBy(() -> get(store.read(id))).hasMessageContaining("PostgreSQL");
      assertThatThrownBy(() -> get(store.owned(WANG, List.of(id))))
          .hasMessageContaining("PostgreSQL");
    } finally {
      TestPostgres.start();
    }
    await().ignoreExceptions().until(() -> get(store.read(id)), Optional::isPresent);
  }
}
