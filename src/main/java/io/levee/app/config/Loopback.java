package io.levee.app.config;

import io.levee.settings.Faults;
import java.util.regex.Pattern;

/** The demo's secrets are public, so it may be reached from its own machine only. */
final class Loopback {
  private static final Pattern V4 = Pattern.compile("127(\\.\\d{1,3}){3}");

  private Loopback() {}

  /** A fault on {@code key} when this is the demo and {@code host} is reachable from elsewhere. */
  static void demands(Faults faults, boolean demo, String key, String host) {
    faults.when(
        demo && !is(host),
        key,
        "is "
            + host
            + ", which others can reach, while demo is true and its secrets are public;"
            + " give 127.0.0.1, or secrets of your own and demo: false");
  }

  /** Whether only this machine reaches it. Names are not looked up: they may change. */
  static boolean is(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || host.equals("[::1]")
        || V4.matcher(host).matches();
  }
}
