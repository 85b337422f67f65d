package io.levee.app;

import io.levee.app.config.Config;
import io.levee.channel.front.Front;
import io.levee.channel.shopper.LiveSockets;
import io.levee.conversation.Customer;
import io.levee.desk.Desk;
import io.levee.desk.PgNoteLog;
import io.levee.desk.PgSuggestionLog;
import io.levee.desk.PgTalks;
import io.levee.desk.oidc.OidcLogin;
import io.levee.dialogue.Dialogue;
import io.levee.handoff.HumanQueue;
import io.levee.journal.PgJournal;
import io.levee.journal.PgOutbox;
import io.levee.ops.Health;
import io.levee.pages.Pages;
import io.levee.postgres.DurabilityCheck;
import io.levee.postgres.PostgresHealth;
import io.levee.postgres.PostgresLink;
import io.levee.postgres.Schema;
import io.levee.redis.RedisLink;
import io.levee.redis.Wakeups;
import io.levee.storefront.OrderJson;
import io.levee.storefront.ShopFailure;
import io.levee.turn.Catalogues;
import io.levee.turn.Elsewhere;
import io.levee.turn.Positions;
import io.levee.turn.Roads;
import io.levee.turn.Shared;
import io.levee.turn.Stores;
import io.levee.uploads.ImageStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The composition root: every room is built here, by constructor, and handed what it needs. */
final class Gateway implements GatewayStart.Running {
  private static final int ORDERS_FOR_AGENTS = 5;
  private static final int TRIES = 20;
  private static final int PAUSE_MILLIS = 50;

  private final Ground ground;
  private final StoreServers servers;
  private final Connections connections;
  private final Minds minds;
  private final WarmUp warmUp;
  private final ShopBackEnds shops;
  private final Roads roads;
  private final Desk desk;
  private final ImageStore images;
  private final Front front;
  private final List<String> warnings;
  private final String url;

  private Gateway(
      Ground ground,
      StoreServers servers,
      Connections connections,
      Minds minds,
      ShopBackEnds shops,
      Roads roads,
      Desk desk,
      ImageStore images,
      Front front,
      List<String> warnings,
      String url) {
    this.ground = ground;
    this.servers = servers;
    this.connections = connections;
    this.minds = minds;
    this.warmUp = new WarmUp(new SelfTalk(ground.config(), minds), ground.meters());
    this.shops = shops;
    this.roads = roads;
    this.desk = desk;
    this.images = images;
    this.front = front;
    this.warnings = List.copyOf(warnings);
    this.url = url;
  }

  static Future<GatewayStart.Running> start(Ground ground) {
    return start(ground, StoreClients.REAL);
  }

  /**
   * @param clients what the turns are given in place of the stores' clients
   */
  static Future<GatewayStart.Running> start(Ground ground, StoreClients clients) {
    Vertx vertx = ground.vertx();
    Config config = ground.config().get();
    Future<Minds> minds = Minds.load(vertx, ground.config(), ground.meters());
    Future<StoreServers> servers = StoreServers.start(vertx, config);
    Future<Void> schema =
        servers.compose(
            up -> {
              Schema tables =
                  new Schema(vertx, up.postgres(), config.postgres(), Clock.systemUTC());
              return tables.prepare().onSuccess(done -> tables.keepAhead());
            });
    Future<List<Context>> loops = EventLoops.take(vertx, EventLoops.count());
    Future<ShopBackEnds> shops =
        Future.join(schema, loops)
            .compose(
                ready -> ShopBackEnds.open(ground, servers.result().postgres(), loops.result()));
    return Future.join(minds, servers, schema, loops, shops)
        .compose(
            ready ->
                open(
                    ground,
                    servers.result(),
                    clients,
                    minds.result(),
                    shops.result(),
                    loops.result()))
        .recover(
            broken ->
                (servers.succeeded() ? servers.result().stop(vertx) : Future.succeededFuture())
                    .transform(stopped -> Future.failedFuture(broken)));
  }

  private static Future<GatewayStart.Running> open(
      Ground ground,
      StoreServers servers,
      StoreClients clients,
      Minds minds,
      ShopBackEnds shops,
      List<Context> loops) {
    Vertx vertx = ground.vertx();
    Supplier<Config> config = ground.config();
    MeterRegistry meters = ground.meters();
    Clock clock = ground.clock();
    Context home = loops.getFirst();

    Connections connections = new Connections(vertx, servers, config, meters);
    RedisLink homeRedis = connections.redis(home);
    Wakeups wakeups = clients.of(connections.wakeups(home));

    Roads roads = new Roads(vertx, clock);
    Elsewhere elsewhere = new Elsewhere(UUID.randomUUID().toString(), wakeups, roads::outdated);
    LiveSockets live = new LiveSockets();
    elsewhere.wake(live);

    HumanQueue queue = HumanQueue.over(homeRedis, () -> config.get().handoff(), clock, meters);
    DeskAccounts accounts = DeskAccounts.of(vertx, connections, config, clock, meters);
    Desk desk =
        new Desk(
            new Desk.Needs(
                vertx,
                home,
                () -> config.get().desk(),
                () -> config.get().handoff(),
                accounts.book(),
                accounts.logins(),
                queue,
                wakeups,
                roads,
                roads::standings,
                live::typing,
                customer -> recentOrders(shops, customer),
                new PgTalks(connections::postgres)::of,
                new KnowledgeAdvisor(minds, clock),
                new PgSuggestionLog(connections::postgres),
                new PgNoteLog(connections::postgres),
                () -> config.get().quickReplies(),
                clock,
                meters));
    homeRedis.onReconnect(desk::queueIsBack);
    PeopleAtDesk people = new PeopleAtDesk(vertx, home, desk, queue);

    Stores.Opener stores =
        loop -> {
          Context here = Vertx.currentContext();
          PostgresLink postgres = connections.postgres();
          return clients.of(
              new Stores(
                  new PgJournal(
                      vertx, postgres, () -> config.get().journal(), meters, System::nanoTime),
                  new PgOutbox(postgres, () -> config.get().journal(), meters),
                  here == home ? homeRedis : connections.redis(here)));
        };
    Readiness readiness = new Readiness(vertx, config, minds, clock);
    home.runOnContext(there -> readiness.start());
    Shared shared =
        new Shared(
            () -> config.get().turn(),
            () -> config.get().admission(),
            () -> config.get().session(),
            minds,
            new Dialogue(readiness::manners),
            people,
            shops::of,
            new Catalogues(vertx, shops::of, shops::productsEvery, meters, System::nanoTime),
            live,
            elsewhere,
            new Positions(
                vertx,
                home,
                () -> config.get().handoff().positionInterval(),
                new QueuePlaces(queue),
                live),
            meters);
    ImageStore images =
        new ImageStore(
            vertx, home, connections::postgresForUploads, () -> config.get().uploads(), meters);
    Front front =
        new Front(
            vertx,
            () -> config.get().http(),
            () -> config.get().socket(),
            new Derived<>(config, Config::doors),
            roads,
            images,
            desk,
            live,
            pages(config.get(), shops, accounts.oidc(vertx, home, config, clock)),
            meters,
            clock,
            System::nanoTime);

    return roads
        .open(loops, shared, stores)
        .compose(opened -> images.start())
        .compose(
            opened ->
                Future.join(
                    answers(vertx, () -> EventLoops.on(home, homeRedis::ping), TRIES),
                    answers(vertx, () -> roads.standings(""), TRIES)))
        .compose(
            answered -> answers(vertx, () -> EventLoops.on(home, accounts.book()::refresh), TRIES))
        .compose(answered -> checks(ground, connections, minds, shops, homeRedis, home))
        .compose(
            warnings -> {
              desk.start();
              return listen(loops, front)
                  .onSuccess(shops::listening)
                  .map(
                      port ->
                          new Gateway(
                              ground,
                              servers,
                              connections,
                              minds,
                              shops,
                              roads,
                              desk,
                              images,
                              front,
                              warnings,
                              "http://" + config.get().http().host() + ":" + port));
            });
  }

  /** What the public port serves beside the contract. */
  private static Consumer<Router> pages(Config config, ShopBackEnds shops, OidcLogin oidc) {
    Pages pages = Pages.ofClasspath(config.demoShop().enabled());
    return router -> {
      shops.mount(router);
      oidc.mount(router);
      pages.mount(router);
    };
  }

  /** For the agent who takes over, as JSON. */
  private static Future<List<String>> recentOrders(ShopBackEnds shops, Customer customer) {
    return shops
        .of(customer.storefront())
        .recentOrders(customer, ORDERS_FOR_AGENTS)
        .map(orders -> orders.stream().map(OrderJson::of).toList())
        .recover(
            failure ->
                switch (failure) {
                  // There is nothing to wait for.
                  case ShopFailure.Unsupported none -> Future.succeededFuture(List.of());
                  case ShopFailure.NeedsIdentity anonymous -> Future.succeededFuture(List.of());
                  case ShopFailure.SessionExpired over -> Future.succeededFuture(List.of());
                  case ShopFailure.NotFound none -> Future.succeededFuture(List.of());
                  default -> Future.failedFuture(failure);
                });
  }

  /** Waits a moment for a store to be connected; goes on without it all the same. */
  private static Future<Void> answers(Vertx vertx, Supplier<Future<?>> question, int tries) {
    return question
        .get()
        .<Void>mapEmpty()
        .recover(
            notYet ->
                tries == 0
                    ? Future.succeededFuture()
                    : vertx
                        .timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                        .compose(later -> answers(vertx, question, tries - 1)));
  }

  /** Listens on every loop. @return completes with the port they share */
  private static Future<Integer> listen(List<Context> loops, Front front) {
    List<Future<HttpServer>> all =
        loops.stream().map(loop -> EventLoops.on(loop, front::listen)).toList();
    return Future.all(all).map(listening -> all.getFirst().result().actualPort());
  }

  /** Registers the readiness checks. @return completes with what is worth a warning */
  private static Future<List<String>> checks(
      Ground ground,
      Connections connections,
      Minds minds,
      ShopBackEnds shops,
      RedisLink redis,
      Context home) {
    Config config = ground.config().get();
    return EventLoops.on(
        home,
        () -> {
          PostgresLink link = connections.postgres();
          PostgresHealth postgres = new PostgresHealth(link);
          Health health = ground.health();
          health.register(
              "postgres",
              Health.Need.REQUIRED,
              () -> EventLoops.on(home, postgres::check).map("answers"));
          health.register(
              "redis",
              Health.Need.OPTIONAL,
              () -> EventLoops.on(home, () -> redis.ping()).map("answers"));
          health.register(
              "knowledge", Health.Need.REQUIRED, () -> Future.succeededFuture(minds.summary()));
          shops.watch(health);
          return config.postgres().embedded()
              ? Future.succeededFuture(List.of())
              : new DurabilityCheck(link).weaknesses().otherwise(List.of());
        });
  }

  /** What the storefronts' back ends know. */
  ShopBackEnds shops() {
    return shops;
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public Future<Void> warmUp() {
    return warmUp.start(ground.config().get().ops().warmUp());
  }

  @Override
  public Future<Void> drain() {
    return warmUp
        .stop()
        .compose(ended -> front.drain())
        .compose(told -> roads.idle())
        .compose(idle -> Future.join(roads.close(), desk.close(), images.close()))
        .compose(closed -> shops.close())
        .compose(closed -> front.close())
        .compose(closed -> minds.close())
        .compose(closed -> connections.close())
        .compose(closed -> servers.stop(ground.vertx()));
  }
}
