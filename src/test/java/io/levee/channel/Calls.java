package io.levee.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.levee.WireContract;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A client over HTTP; what it is answered is held against the published contract. */
final class Calls {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final WireContract CONTRACT = WireContract.published();

  private final HttpClient client = HttpClient.newHttpClient();
  private final RunningFront front;

  Calls(RunningFront front) {
    this.front = front;
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port + path))
        .timeout(Duration.ofSeconds(20));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  CompletableFuture<HttpResponse<String>> begin(HttpRequest.Builder request) {
    return client.sendAsync(
        request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** Sends it; the answer must be of that status, and one that the documents foretell. */
  JsonNode expect(int status, String documented, HttpRequest.Builder request) throws Exception {
    return held(status, documented, send(request));
  }

  /** The body of an answer that is of that status, and one that the documents foretell. */
  JsonNode held(int status, String documented, HttpResponse<String> response) throws Exception {
    String type = response.headers().firstValue("Content-Type").orElse("");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    CONTRACT.checkResponse(response.request().method(), documented, status, type, response.body());
    assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
    return MAPPER.readTree(response.body());
  }
}
