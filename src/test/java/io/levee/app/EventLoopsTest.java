package io.levee.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.levee.ops.Telemetry;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class EventLoopsTest {
  @Test
  void waitForSocketsByTheSystemsOwnWayInRounds() throws Exception {
    assumeTrue(EpollInRounds.isThere(), "this system has no epoll");
    try (Telemetry telemetry = new Telemetry()) {
      Vertx vertx = EventLoops.vertx(telemetry);
      try {
        assertThat(vertx.isNativeTransportEnabled()).isTrue();
        assertThat(EventLoops.transport()).isInstanceOf(EpollInRounds.class);
      } finally {
        vertx.close().await(10, TimeUnit.SECONDS);
      }
    }
  }
}
