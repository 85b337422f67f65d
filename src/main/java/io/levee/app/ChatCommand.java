package io.levee.app;

import io.levee.conversation.Language;
import io.levee.replay.Chat;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A shopper at this terminal. */
@Command(
    name = "chat",
    mixinStandardHelpOptions = true,
    description = "Talks to a running gateway as an anonymous shopper.",
    footer = {
      "",
      "The number of an option sends that option. /rate 1-5 rates, /close ends the conversation,",
      "/quit leaves. Lines from a pipe are sent one after the other, each after its answer.",
      "",
      "Examples:",
      "  ./levee chat",
      "  ./levee chat --language en --url https://chat.shop.example",
      "  printf '%%s\\n' 我的快递到哪了 转人工 | ./levee chat"
    })
final class ChatCommand implements Callable<Integer> {
  @Option(
      names = "--language",
      description = "The client's own words: zh or en; by default as the terminal's locale.")
  private Language language;

  @Mixin private ShopOptions shop;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (shop.widgetKey().isEmpty()) {
      spec.commandLine().getErr().println(shop.missing("widgetKey"));
      return ExitCode.CONFIG;
    }
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    return new Chat(shop.target(), shop.widgetKey(), language(), Terminal.interactive())
        .run(System.in, out);
  }

  private Language language() {
    if (language != null) {
      return language;
    }
    return Locale.getDefault().getLanguage().equals("zh") ? Language.ZH : Language.EN;
  }
}
