package io.levee.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DemoBackEndTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,127.0.0.1",
    "localhost,localhost",
    "0.0.0.0,127.0.0.1",
    "::,[::1]",
    "::1,[::1]",
    "192.168.1.4,192.168.1.4"
  })
  void theGatewayFindsItselfWhereverItListens(String listensOn, String isReachedAt) {
    assertThat(DemoBackEnd.reachable(listensOn)).isEqualTo(isReachedAt);
  }
}
