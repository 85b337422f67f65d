package io.levee.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.levee.channel.agent.AgentFrame;
import io.levee.channel.agent.Floor;
import io.levee.conversation.Standing;
import io.levee.handoff.HumanQueue;
import io.levee.redis.Wakeups;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What supervisors see. While one looks, their gateway asks all others every {@code
 * desk.queueInterval} whom they have and how soon customers got an agent, and adds what the queue
 * and the journal say. While nobody looks it costs nothing.
 */
final class FloorView {
  private static final Logger log = LoggerFactory.getLogger(FloorView.class);
  private static final Duration STALE = Duration.ofSeconds(15);

  /** A page that shows more of those that wait helps nobody. */
  private static final int MOST_TALKS = 500;

  /**
   * In a flood thousands wait; nobody looks at more of them, and they hide nobody who is served.
   */
  private static final int MOST_WAITING = 100;

  private record Heard(FloorReport report, Instant at) {}

  private final String node = UUID.randomUUID().toString();
  private final Home home;
  private final HumanQueue queue;
  private final Wakeups wakeups;
  private final Function<String, Future<List<Standing>>> standings;
  private final Supplier<Map<String, AgentAccount>> accounts;
  private final Map<String, LocalAgent> agents;
  private final ServiceLevel service;
  private final Clock clock;
  private final Map<String, Wakeups.Subscription> subscriptions = new HashMap<>();
  private final Set<SocketSeat> lookers = new LinkedHashSet<>();

  /** By storefront and node. */
  private final Map<String, Map<String, Heard>> heard = new HashMap<>();

  FloorView(Desk.Needs needs, Home home, Map<String, LocalAgent> agents, ServiceLevel service) {
    this.home = home;
    this.queue = needs.queue();
    this.wakeups = needs.wakeups();
    this.standings = needs.standings();
    this.accounts = needs.accounts();
    this.agents = agents;
    this.service = service;
    this.clock = needs.clock();
  }

  /** Answers those who ask about these storefronts. */
  void listen(Collection<String> storefronts) {
    for (String storefront : storefronts) {
      subscriptions.computeIfAbsent(
          storefront,
          s -> wakeups.subscribe(topic(s), payload -> home.run(() -> woken(s, payload))));
    }
  }

  private static String topic(String storefront) {
    return "levee:floor:" + storefront;
  }

  void add(SocketSeat seat) {
    lookers.add(seat);
    look(seat.agent.storefront());
  }

  void remove(SocketSeat seat) {
    lookers.remove(seat);
  }

  /** For all who look. To be called now and then. */
  void round() {
    lookers.removeIf(seat -> seat.gone);
    lookers.stream().map(seat -> seat.agent.storefront()).distinct().forEach(this::look);
  }

  private void look(String storefront) {
    say(storefront, node + " ask");
    Set<String> skills =
        accounts.get().values().stream()
            .filter(account -> account.storefront().equals(storefront))
            .flatMap(account -> account.skills().stream())
            .collect(Collectors.toCollection(java.util.TreeSet::new));
    List<Future<Floor.Queue>> queues =
        Stream.concat(Stream.of(""), skills.stream())
            .map(skill -> queue.state(storefront, skill).map(state -> queue(skill, state)))
            .toList();
    Future<List<Standing>> talks = home.here(standings.apply(storefront));
    List<Future<?>> all = new ArrayList<>(queues);
    all.add(talks);
    talks.onFailure(
        failure ->
            log.atWarn()
                .addKeyValue("storefront", storefront)
                .addKeyValue("cause", failure.getMessage())
                .log("Supervisors are not shown the conversations: the journal does not answer"));
    Future.join(all).onComplete(done -> tell(storefront, succeeded(queues), succeeded(talks)));
  }

  private static List<Floor.Queue> succeeded(List<Future<Floor.Queue>> queues) {
    return queues.stream().filter(Future::succeeded).map(Future::result).toList();
  }

  private static Optional<List<Standing>> succeeded(Future<List<Standing>> talks) {
    return talks.succeeded() ? Optional.of(talks.result()) : Optional.empty();
  }

  private static Floor.Queue queue(String skill, HumanQueue.State state) {
    return new Floor.Queue(
        skill, state.waiting(), state.longestWaitSeconds(), state.waitSeconds(), state.agents());
  }

  private void tell(String storefront, List<Floor.Queue> queues, Optional<List<Standing>> known) {
    List<FloorReport> reports = reports(storefront);
    List<Standing> talks = known.orElse(List.of());
    Map<String, Long> waiting =
        talks.stream()
            .filter(Standing::waits)
            .collect(Collectors.groupingBy(Standing::skill, Collectors.counting()));
    Floor floor =
        new Floor(
            clock.instant(),
            queues.stream().map(q -> own(q, waiting)).toList(),
            agents(reports, known),
            Stream.concat(
                    oldest(talks, Standing::waits, MOST_WAITING),
                    oldest(talks, standing -> !standing.waits(), MOST_TALKS))
                .map(FloorView::talk)
                .toList(),
            minutes(reports));
    AgentFrame.Overview frame = new AgentFrame.Overview(floor);
    lookers.stream()
        .filter(seat -> seat.agent.storefront().equals(storefront))
        .forEach(seat -> seat.tell(frame));
  }

  /** The queue counts all that wait in the storefront; a skill's own are told by the journal. */
  private static Floor.Queue own(Floor.Queue all, Map<String, Long> waiting) {
    return all.skill().isEmpty()
        ? all
        : new Floor.Queue(
            all.skill(),
            waiting.getOrDefault(all.skill(), 0L).intValue(),
            all.longestWaitSeconds(),
            all.waitSeconds(),
            all.agents());
  }

  private static Stream<Standing> oldest(
      List<Standing> talks, Predicate<Standing> which, int most) {
    return talks.stream().filter(which).sorted(Comparator.comparing(Standing::since)).limit(most);
  }

  private static Floor.Talk talk(Standing standing) {
    String name = standing.customer().name();
    return new Floor.Talk(
        standing.conversation(),
        name.isEmpty() ? standing.customer().id() : name,
        standing.customer().tier(),
        standing.skill(),
        standing.agent(),
        standing.since());
  }

  /** How many they have is told by the journal, or else by the gateways themselves. */
  private static List<Floor.Agent> agents(
      List<FloorReport> reports, Optional<List<Standing>> known) {
    Map<String, Long> loads =
        known.stream()
            .flatMap(List::stream)
            .filter(talk -> !talk.waits())
            .collect(Collectors.groupingBy(Standing::agent, Collectors.counting()));
    Map<String, Floor.Agent> byUser = new TreeMap<>();
    for (FloorReport report : reports) {
      for (Floor.Agent one : report.agents()) {
        byUser.putIfAbsent(
            one.user(),
            withLoad(one, loads.getOrDefault(one.user(), known.isEmpty() ? one.load() : 0L)));
      }
    }
    return List.copyOf(byUser.values());
  }

  private static Floor.Agent withLoad(Floor.Agent one, long load) {
    boolean free = one.state().equals(FloorReport.AVAILABLE);
    return new Floor.Agent(
        one.user(),
        one.name(),
        one.role(),
        one.skills(),
        free && load >= one.capacity() ? FloorReport.BUSY : one.state(),
        one.reason(),
        (int) load,
        one.capacity());
  }

  private static List<Floor.Minute> minutes(List<FloorReport> reports) {
    Map<Instant, Floor.Minute> byTime = new TreeMap<>();
    reports.forEach(
        report -> report.minutes().forEach(m -> byTime.merge(m.from(), m, ServiceLevel::sum)));
    return List.copyOf(byTime.values());
  }

  private List<FloorReport> reports(String storefront) {
    Instant oldest = clock.instant().minus(STALE);
    Map<String, Heard> others = heard.getOrDefault(storefront, Map.of());
    others.values().removeIf(one -> one.at().isBefore(oldest));
    return Stream.concat(
            Stream.of(FloorReport.of(storefront, agents.values(), service)),
            others.values().stream().map(Heard::report))
        .toList();
  }

  private void woken(String storefront, String payload) {
    String[] words = payload.split(" ", 3);
    if (words[0].equals(node) || words.length < 2) {
      return;
    }
    if (words[1].equals("ask")) {
      try {
        String report = FloorReport.of(storefront, agents.values(), service).write();
        say(storefront, node + " told " + report);
      } catch (JsonProcessingException broken) {
        throw new IllegalStateException(broken);
      }
    } else if (words.length == 3 && !lookers.isEmpty()) {
      FloorReport.read(words[2])
          .ifPresent(
              report ->
                  heard
                      .computeIfAbsent(storefront, s -> new HashMap<>())
                      .put(words[0], new Heard(report, clock.instant())));
    }
  }

  private void say(String storefront, String what) {
    wakeups
        .publish(topic(storefront), what)
        .onFailure(
            failure ->
                log.atDebug()
                    .addKeyValue("cause", failure.getMessage())
                    .log("Other gateways cannot be asked for their agents"));
  }
}
