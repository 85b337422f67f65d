package io.levee.replay.load;

/** Runs the road of a message until it is compiled: a first message must not pay for that. */
final class Warmth {
  private static final int TIMES = 20_000;
  private static final byte[] ANSWER =
      Frames.ascii(
          "{\"type\":\"message\",\"conversationId\":\"0190a7b2-5c1d-7e3f-8a4b-000000000001\",\"seq\":2,"
              + "\"from\":\"bot\",\"text\":\"您好，\\\"我的订单\\\"里可以看到。\",\"at\":\"2026-11-11T00:00:00Z\","
              + "\"options\":[\"转人工\"],\"intent\":{\"name\":\"order.track\",\"confidence\":0.9},"
              + "\"degraded\":false}");
  private static final byte[] ACK =
      Frames.ascii(
          "{\"type\":\"ack\",\"conversationId\":\"0190a7b2-5c1d-7e3f-8a4b-000000000001\","
              + "\"messageId\":\"m12\",\"seq\":1,\"duplicate\":false}");

  private Warmth() {}

  static long make(Frames frames) {
    Scan scan = new Scan();
    Ledger ledger = new Ledger();
    long seen = 0;
    for (int i = 0; i < TIMES; i++) {
      seen += frames.message(i, "我的快递到哪了").length;
      scan.read(ACK, 0, ACK.length);
      seen += scan.message;
      scan.read(ANSWER, 0, ANSWER.length);
      seen += scan.seq;
      ledger.enter(i + 1);
    }
    return seen;
  }
}
