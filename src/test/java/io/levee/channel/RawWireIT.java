package io.levee.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no well-behaved client sends: bytes straight onto the wire. */
final class RawWireIT {
  private static RunningFront front;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    front = new RunningFront();
    token = front.token("raw");
  }

  @AfterAll
  static void stop() {
    front.close();
  }

  private static Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.port);
    socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(10));
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** A request's head: its lines, and the empty one. */
  private static String head(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  private static String post(String... more) {
    return head(
        "POST /v1/messages HTTP/1.1",
        "Host: a",
        "Content-Type: application/json",
        "Authorization: Bearer " + token,
        String.join("\r\n", more));
  }

  private static String handshake(String... more) {
    return handshakeAt("/v1/socket", more);
  }

  private static String handshakeAt(String path, String... more) {
    return head(
        "GET " + path + " HTTP/1.1",
        "Host: a",
        "Connection: Upgrade",
        "Upgrade: websocket",
        String.join("\r\n", more));
  }

  /** All that comes until the other end closes. */
  private static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GARBAGE\\r\\n\\r\\n|400",
        "GET / HTTP/9.9 x\\r\\nHost: a\\r\\n\\r\\n|400",
        "POST /v1/messages HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: x\\r\\n\\r\\n|400",
        "GET /URI HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n|414",
        "GET / HTTP/1.1\\r\\nHost: a\\r\\nX: HEADER\\r\\n\\r\\n|431",
      })
  void answersWhatIsNoHttpWithAProblem(String request, int status) throws Exception {
    try (Socket socket = connect()) {
      write(
          socket,
          request
              .replace("\\r\\n", "\r\n")
              .replace("URI", "x".repeat(5_000))
              .replace("HEADER", "x".repeat(20_000)));
      String response = readAll(socket);
      assertThat(response)
          .matches("(?s)HTTP/1\\.[01] " + status + " .*")
          .contains("application/problem+json");
    }
  }

  @Test
  void refusesALongBodyBeforeReadingIt() throws Exception {
    try (Socket socket = connect()) {
      write(socket, post("Content-Length: 99999999", "Expect: 100-continue"));
      assertThat(readAll(socket)).startsWith("HTTP/1.1 413").contains("body-too-large");
    }
  }

  @Test
  void goesOnAfterExpectContinue() throws Exception {
    String body = "{\"messageId\":\"e-1\",\"text\":\"x\"}";
    try (Socket socket = connect()) {
      write(
          socket,
          post("Connection: close", "Content-Length: " + body.length(), "Expect: 100-continue"));
      byte[] first = socket.getInputStream().readNBytes("HTTP/1.1 100".length());
      assertThat(new String(first, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100");
      write(socket, body);
      assertThat(readAll(socket)).contains("HTTP/1.1 200");
    }
  }

  @Test
  void doesNotWaitForABodyForEver() throws Exception {
    try (Socket socket = connect()) {
      write(socket, post("Content-Length: 50") + "{\"messageId\":");
      assertThat(readAll(socket)).startsWith("HTTP/1.1 408").contains("body-too-slow");
    }
  }

  @Test
  void closesConnectionsThatSayNothing() throws Exception {
    try (Socket socket = connect()) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void answersRequestsInALine() throws Exception {
    try (Socket socket = connect()) {
      write(
          socket,
          head("GET /openapi.yaml HTTP/1.1", "Host: a")
              + head("GET /nowhere HTTP/1.1", "Host: a", "Connection: close"));
      assertThat(readAll(socket)).contains("HTTP/1.1 200").contains("HTTP/1.1 404");
    }
  }

  // ---- WebSocket

  private static Socket upgrade() throws IOException {
    return upgrade("/v1/socket");
  }

  private static Socket upgrade(String path) throws IOException {
    Socket socket = connect();
    write(
        socket,
        handshakeAt(
            path,
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Extensions: permessage-deflate"));
    String head = readHead(socket.getInputStream());
    assertThat(head).startsWith("HTTP/1.1 101").doesNotContain("permessage-deflate");
    return socket;
  }

  private static String readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        break;
      }
      head.write(b);
    }
    return head.toString(StandardCharsets.US_ASCII);
  }

  /** A client's frame; masked with zeros, which leaves the payload as it is. */
  private static byte[] frame(int opcode, boolean last, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
    frame.put((byte) (opcode | (last ? 0x80 : 0)));
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length < 65_536) {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    frame.putInt(0).put(payload).flip();
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  /** Reads frames until a close frame; its code. */
  private static int closeCode(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    while (true) {
      int opcode = in.read() & 0x0F;
      int length = in.read();
      if (length < 0) {
        return -1;
      }
      if (length == 126) {
        length = (in.read() << 8) | in.read();
      }
      byte[] payload = in.readNBytes(length);
      if (opcode == 8) {
        return ByteBuffer.wrap(payload).getShort() & 0xFFFF;
      }
    }
  }

  private static void hello(Socket socket) throws IOException {
    socket
        .getOutputStream()
        .write(frame(1, true, utf8("{'type':'hello','token':'" + token + "'}")));
  }

  @Test
  void closesOnAFrameThatIsTooLong() throws Exception {
    try (Socket socket = upgrade()) {
      hello(socket);
      OutputStream out = socket.getOutputStream();
      out.write(frame(1, true, new byte[1_000_000]));
      out.flush();
      assertThat(closeCode(socket)).isEqualTo(4413);
    }
  }

  @Test
  void closesOnAMessageOfFramesThatIsTooLong() throws Exception {
    try (Socket socket = upgrade()) {
      hello(socket);
      OutputStream out = socket.getOutputStream();
      out.write(frame(1, false, new byte[40_000]));
      out.write(frame(0, true, new byte[40_000]));
      out.flush();
      assertThat(closeCode(socket)).isEqualTo(4413);
    }
  }

  @Test
  void takesAMessageOfSeveralFrames() throws Exception {
    int before = front.road.heard.size();
    try (Socket socket = upgrade()) {
      hello(socket);
      byte[] message =
          utf8("{'type':'message','messageId':'p-" + System.nanoTime() + "','text':'字'}");
      OutputStream out = socket.getOutputStream();
      int cut = message.length - 4;
      out.write(frame(1, false, Arrays.copyOf(message, cut)));
      out.write(frame(9, true, new byte[0]));
      out.write(frame(0, true, Arrays.copyOfRange(message, cut, message.length)));
      out.flush();
      await().until(() -> front.road.heard.size() > before);
      assertThat(front.road.heard.getLast().text()).isEqualTo("字");
    }
  }

  @Test
  void closesOnBytesThatAreNoUtf8() throws Exception {
    try (Socket socket = upgrade()) {
      hello(socket);
      byte[] message = utf8("{'type':'message','messageId':'m','text':'x'}");
      message[message.length - 3] = (byte) 0xFF;
      socket.getOutputStream().write(frame(1, true, message));
      assertThat(closeCode(socket)).isEqualTo(4400);
    }
  }

  @Test
  void closesOnBinaryUnmaskedAndReservedFrames() throws Exception {
    try (Socket socket = upgrade()) {
      hello(socket);
      socket.getOutputStream().write(frame(2, true, new byte[3]));
      assertThat(closeCode(socket)).isEqualTo(4400);
    }
    try (Socket socket = upgrade()) {
      socket.getOutputStream().write(new byte[] {(byte) 0x81, 2, '{', '}'});
      assertThat(closeCode(socket)).isEqualTo(4400);
    }
    try (Socket socket = upgrade()) {
      socket.getOutputStream().write(frame(3, true, new byte[3]));
      assertThat(closeCode(socket)).isEqualTo(4400);
    }
  }

  @Test
  void cutsOffWhoAnswersNoPing() throws Exception {
    try (Socket socket = upgrade()) {
      hello(socket);
      await().until(() -> front.isHere("demo/raw"));
      await().until(() -> !front.isHere("demo/raw"));
    }
  }

  @Test
  void cutsOffAnAgentWhoAnswersNoPing() throws Exception {
    try (Socket socket = upgrade("/v1/agent/socket")) {
      socket.getOutputStream().write(frame(1, true, utf8("{'type':'hello','token':'desk-alice'}")));
      await().until(() -> front.desk.line != null);
      await().until(() -> front.desk.left);
    }
  }

  @Test
  void noticesWhoIsGoneWithoutGoodbye() throws Exception {
    Socket socket = upgrade();
    hello(socket);
    await().until(() -> front.isHere("demo/raw"));
    socket.setSoLinger(true, 0);
    socket.close();
    await().until(() -> !front.isHere("demo/raw"));
  }

  @Test
  void refusesAHandshakeThatIsNone() throws Exception {
    try (Socket socket = connect()) {
      write(
          socket,
          handshake("Sec-WebSocket-Version: 8", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
      assertThat(readHead(socket.getInputStream()))
          .startsWith("HTTP/1.1 426")
          .containsIgnoringCase("sec-websocket-version: 13");
    }
    try (Socket socket = connect()) {
      write(socket, handshake("Sec-WebSocket-Version: 13"));
      assertThat(readHead(socket.getInputStream())).startsWith("HTTP/1.1 400");
    }
  }
}
