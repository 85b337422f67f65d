package io.levee.app;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Handlers for signals of the operating system. The JDK has them in {@code sun.misc.Signal} only;
 * it is reached by reflection, since naming it is a warning that cannot be switched off.
 */
final class Signals {

  private Signals() {}

  /**
   * Runs {@code handler} on a thread of its own at each such signal, in place of what the JVM does.
   *
   * @param name without SIG, such as {@code TERM}
   * @return false where this JVM has no such signal; nothing changes then
   */
  static boolean on(String name, Runnable handler) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      InvocationHandler call =
          (proxy, method, args) ->
              switch (method.getName()) {
                case "handle" -> {
                  handler.run();
                  yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == args[0];
                default -> "handler of SIG" + name;
              };
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(), new Class<?>[] {handlerType}, call);
      Method handle = signal.getMethod("handle", signal, handlerType);
      handle.invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      return true;
    } catch (ReflectiveOperationException unavailable) {
      return false;
    }
  }
}
