package dev.microblog.bench.size;

/// What a site needs on one engine in the busiest moment of a day.
///
/// @param serverCpus processors of all replicas together
/// @param databaseCpus processors of the database server; 0 where it is inside
/// @param replicas processes of the server
/// @param workers of the fan-out that are kept busy; each replica has one
/// @param writer share of the time for which SQLite's one writer is busy; 0 for a server
/// @param connections that are in use at once; 0 where the database is inside
/// @param open connections that all pools may open together
/// @param megabytes of memory of all replicas
/// @param database bytes of the database
/// @param search bytes of the index
/// @param why processors do not suffice on this engine; empty if they do
public record Need(
    double serverCpus,
    double databaseCpus,
    long replicas,
    long workers,
    double writer,
    long connections,
    long open,
    double megabytes,
    double database,
    double search,
    String why) {
  private static final double DAY = 86_400;

  /// Computes it.
  public static Need of(Site site, Engine engine, Coefficients costs) {
    Load load = Load.of(site, costs);
    double use = costs.of("use");
    double server =
        load.pages() * costs.of("page.server", engine)
            + load.posts() * costs.of("post.server", engine)
            + load.rows() * costs.of("row.server", engine);
    double database =
        load.pages() * costs.of("page.database", engine)
            + load.posts() * costs.of("post.database", engine)
            + load.rows() * costs.of("row.database", engine);
    double serverCpus = server / 1e6 / use;
    double databaseCpus = database / 1e6 / use;
    double writing =
        load.posts() * (costs.of("post.server", engine) + costs.of("post.database", engine))
            + load.rows() * (costs.of("row.server", engine) + costs.of("row.database", engine));
    double fanOut =
        load.posts() * costs.of("item", engine)
            + load.rows() * (costs.of("row.server", engine) + costs.of("row.database", engine));
    long workers = engine.embedded() ? 1 : Math.max(1, whole(fanOut / 1e6 / use));
    long replicas =
        engine.embedded()
            ? 1
            : Math.max(
                Math.max((long) costs.of("replicas"), workers),
                whole(serverCpus / costs.of("replica.cpus")));
    double writer = engine.embedded() ? writing / 1e6 : 0;
    double held = load.pages() * costs.of("page.held", engine) / 1e6 + workers;
    long connections = engine.embedded() ? 0 : whole(held / use);
    double waiting = load.pages() * costs.of("page.open") * costs.of("memory.listener") / 1024;
    return new Need(
        serverCpus,
        databaseCpus,
        replicas,
        workers,
        writer,
        connections,
        engine.embedded() ? 0 : replicas * (long) costs.of("pool"),
        replicas * costs.of("memory.process") + waiting,
        bytes(site, engine, costs),
        search(site, engine, costs),
        why(engine, costs, serverCpus, writer));
  }

  /// What happens a second in the busiest moment.
  ///
  /// @param rows entries of home lists
  record Load(double pages, double posts, double rows) {
    static Load of(Site site, Coefficients costs) {
      double active = site.people() * site.active() * costs.of("peak") / DAY;
      double posts = active * site.posts();
      return new Load(
          active * site.pages(),
          posts,
          posts * Math.min(site.follows(), (double) site.people()) * site.active());
    }
  }

  private static long whole(double number) {
    return (long) Math.ceil(number);
  }

  private static double bytes(Site site, Engine engine, Coefficients costs) {
    double active = site.people() * site.active();
    double posts = active * site.posts() * 365 * site.years();
    // A list holds what came in within the 30 days after which it is dropped, and no more than 800.
    double came = site.posts() * site.active() * site.follows() * 30;
    double entries = active * Math.min(costs.of("list"), came);
    return site.people() * costs.of("bytes.person", engine)
        + active * costs.of("bytes.session", engine)
        + site.people() * site.follows() * costs.of("bytes.follow", engine)
        + posts * costs.of("bytes.post", engine)
        + posts * costs.of("notices") * costs.of("bytes.notice", engine)
        + posts * costs.of("messages") * costs.of("bytes.message", engine)
        + entries * costs.of("bytes.entry", engine);
  }

  private static double search(Site site, Engine engine, Coefficients costs) {
    double posts = site.people() * site.active() * site.posts() * 365 * site.years();
    String index = engine.embedded() ? "bytes.search.lucene" : "bytes.search.elasticsearch";
    return posts * costs.of(index);
  }

  private static String why(Engine engine, Coefficients costs, double cpus, double writer) {
    if (engine.embedded() && writer > costs.of("writer")) {
      return "one writer";
    }
    if (engine.embedded() && cpus > costs.of("sqlite.cpus")) {
      return "one process";
    }
    return "";
  }
}
