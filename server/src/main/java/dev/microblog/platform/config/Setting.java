package dev.microblog.platform.config;

import java.util.List;

/// One variable, as docs/config.md shows it.
///
/// @param name the environment variable
/// @param standard what holds without it, in words
/// @param meaning what it does, in Markdown
/// @param shown how much of its value may be printed
public record Setting(String name, String standard, String meaning, Shown shown) {
  /// How much of a value may be printed.
  public enum Shown {
    WHOLE,
    /// Where the database is, but not who signs in there.
    DATABASE,
    /// All but the user name and password in an address.
    ADDRESS,
    NOTHING
  }

  private Setting(String name, String standard, String meaning) {
    this(name, standard, meaning, Shown.WHOLE);
  }

  /// Every variable that is read, in the order of the documentation.
  public static final List<Setting> ALL =
      List.of(
          new Setting("PORT", "5000", "TCP port of the web server, 0 to 65535."),
          new Setting(
              "MANAGEMENT_PORT",
              "none, or 5001 if `MANAGEMENT_ADDRESS` is set, as in the image",
              "TCP port for probes (`/health/live`, `/health/ready`, `/health/started`) and metrics"
                  + " (`/metrics`), 0 to 65535. Not for the public."),
          new Setting(
              "MANAGEMENT_ADDRESS",
              "`127.0.0.1`; `0.0.0.0` in the image",
              "Address of this machine on which the management port is opened."),
          new Setting(
              "DATA_DIR",
              "`data`; `/data` in the image",
              "Folder of the SQLite database and the keys. It is made if missing. With a database"
                  + " server nothing is kept there but the search index, if no search server has it."),
          new Setting(
              "DATABASE_URL",
              "SQLite in the data folder",
              "Where the data is: `sqlite:///…`, `mysql://user:password@host/name`, `mariadb://…` or"
                  + " `postgresql://…`, and what SQLAlchemy, Heroku and JDBC make of these. TLS by"
                  + " `?sslmode=require` (or `verify-ca`, `verify-full` with `sslrootcert`).",
              Shown.DATABASE),
          new Setting(
              "DATABASE_PASSWORD",
              "what `DATABASE_URL` says",
              "Password at the database server, as it is, for a secret that is kept apart from the"
                  + " address.",
              Shown.NOTHING),
          new Setting(
              "DATABASE_POOL",
              "10",
              "Connections to a database server that this process opens at most, 3 to 200."),
          new Setting(
              "DATABASE_WAIT",
              "300",
              "Seconds for which a start waits for a database server, 0 to 86400; it tries every"
                  + " five. Then it ends with exit code 1."),
          new Setting(
              "STOP_DELAY",
              "0",
              "Seconds for which a server that was told to end still answers, not ready any more, 0"
                  + " to 300: behind a proxy that asks for `/health/ready`, longer than it takes to"
                  + " notice. Whoever ends the server must give it some ten seconds more."),
          new Setting(
              "MIGRATE",
              "on",
              "`off` leaves the schema to `microblog migrate`: with a database server the server waits"
                  + " until it is there, with SQLite it ends."),
          new Setting(
              "BACKUP_DIR",
              "none",
              "Folder, which must be there, in which the server makes a backup now and then, with"
                  + " SQLite. One site's alone: older backups in it are deleted."),
          new Setting(
              "BACKUP_EVERY",
              "24",
              "Hours from one backup to the next, 1 to 168, counted from `BACKUP_HOUR` of a Monday."),
          new Setting("BACKUP_HOUR", "3", "Hour of the day, 0 to 23, in UTC."),
          new Setting("BACKUP_KEEP", "7", "How many backups are kept in that folder, 1 to 1000."),
          new Setting(
              "SECRET_KEY",
              "made at first start and kept in the data folder; needed with a database server",
              "Signs form tokens and short-lived cookies; at least 12 characters, better 32 that"
                  + " nobody can guess. The same for all processes of a site. Changing it makes open"
                  + " forms ask to be sent again.",
              Shown.NOTHING),
          new Setting(
              "PUBLIC_URL",
              "none",
              "Where people reach the server, such as `https://blog.example.org`. With https,"
                  + " cookies are sent over https only."),
          new Setting(
              "SERVER_NAME",
              "none",
              "As in the tutorial: the host name, with its port if it has one, for addresses that"
                  + " begin with `http://`. `PUBLIC_URL` says more and goes before it."),
          new Setting(
              "TRUSTED_PROXIES",
              "none",
              "Networks of your reverse proxies, by comma, such as `127.0.0.1, 10.0.0.0/8`. Only"
                  + " their `X-Forwarded-For`, `X-Forwarded-Proto` and `X-Request-Id` are believed."),
          new Setting(
              "POST_MAX_LENGTH",
              "500",
              "Longest post, in characters as a reader counts them, 1 to 5000."),
          new Setting(
              "PUBLIC_PAGES",
              "on",
              "`off` shows posts and profiles to people who are signed in, and to nobody else."),
          new Setting(
              "RATE_LIMIT",
              "on",
              "`off` lifts all rate limits, for a test bench. Never in public."),
          new Setting(
              "OTEL_EXPORTER_OTLP_ENDPOINT",
              "none",
              "Address of a collector of OpenTelemetry that takes OTLP by HTTP, such as"
                  + " `http://collector:4318`: traces and metrics are sent there. Other variables"
                  + " `OTEL_…` of its specification hold as well, those of one signal among them.",
              Shown.ADDRESS),
          new Setting(
              "OTEL_TRACES_EXPORTER",
              "`otlp` where an endpoint is set, else `none`",
              "`otlp`, or `none` for no traces."),
          new Setting(
              "OTEL_METRICS_EXPORTER",
              "`otlp` where an endpoint is set, else `none`",
              "`otlp`, or `none` for no metrics. Prometheus fetches them from `MANAGEMENT_PORT`,"
                  + " whatever this says."),
          new Setting("OTEL_SDK_DISABLED", "off", "`on` is as if none of these were set."),
          new Setting(
              "OTEL_SERVICE_NAME", "`microblog`", "What the server is called at the collector."),
          new Setting(
              "OTEL_RESOURCE_ATTRIBUTES",
              "none",
              "What else is said of it there, `name=value` by comma, such as"
                  + " `deployment.environment.name=production`."),
          new Setting(
              "OTEL_TRACES_SAMPLER",
              "`parentbased_always_on`",
              "Which traces are sent: `always_on`, `always_off`, `traceidratio`, or one of these"
                  + " with `parentbased_` before it, where a trusted proxy decides for what it"
                  + " passes on."),
          new Setting(
              "OTEL_TRACES_SAMPLER_ARG",
              "1",
              "For `traceidratio`: the part of all traces that is sent, 0 to 1."),
          new Setting(
              "OTEL_EXPORTER_OTLP_HEADERS",
              "none",
              "Sent along to the collector, `name=value` by comma, with `%20` for a blank: mostly a"
                  + " key.",
              Shown.NOTHING),
          new Setting(
              "OTEL_EXPORTER_OTLP_PROTOCOL",
              "`http/protobuf`",
              "`http/protobuf`: no other is spoken."),
          new Setting(
              "OTEL_EXPORTER_OTLP_TIMEOUT",
              "10000",
              "Milliseconds for which the collector is waited for, behind everybody’s back."),
          new Setting(
              "OTEL_METRIC_EXPORT_INTERVAL",
              "60000",
              "Milliseconds from one sending of metrics to the next."),
          new Setting("LOG_FORMAT", "`text`", "`text`, or `json` for an object a line."),
          new Setting(
              "ACCESS_LOG", "on", "`off` leaves out the line that each request has in the log."),
          new Setting(
              "LOG_TO_STDOUT",
              "on",
              "Taken as in the tutorial, and without effect: the log always goes to standard output,"
                  + " for whoever runs the server to keep."),
          new Setting(
              "MAIL_SERVER",
              "none",
              "Host name of the mail server that takes this site's mail. Without it no mail is sent."),
          new Setting("MAIL_PORT", "25; 465 with `MAIL_USE_SSL`", "Its TCP port, 1 to 65535."),
          new Setting(
              "MAIL_USE_TLS", "off", "Begin in the open and change to TLS (STARTTLS), or fail."),
          new Setting("MAIL_USE_SSL", "off", "TLS from the first byte."),
          new Setting("MAIL_USERNAME", "none", "User name at the mail server."),
          new Setting("MAIL_PASSWORD", "none", "Password at the mail server.", Shown.NOTHING),
          new Setting(
              "MAIL_FROM",
              "the first of `ADMINS`",
              "Sender of all mail, such as `Microblog <microblog@blog.example.org>`."),
          new Setting("ADMINS", "none", "Mail addresses of those who run the site, by comma."),
          new Setting(
              "ELASTICSEARCH_URL",
              "none",
              "Address of Elasticsearch (6.1 to 8) or OpenSearch, several of one cluster by comma,"
                  + " with user and password if need be. Without it the search index is in the data"
                  + " folder.",
              Shown.ADDRESS),
          new Setting("ELASTICSEARCH_USERNAME", "none", "User name at all of these servers."),
          new Setting(
              "ELASTICSEARCH_PASSWORD", "none", "Password at all of these servers.", Shown.NOTHING),
          new Setting(
              "ELASTICSEARCH_INDEX",
              "`microblog`",
              "Name of this site's index there. Sites that share a cluster need different ones, none"
                  + " of which begins with another's name and `-v`."),
          new Setting(
              "ELASTICSEARCH_CA",
              "whom Java believes",
              "Certificates in PEM form that are believed at these servers, in place of the others;"
                  + " mostly given as `ELASTICSEARCH_CA_FILE`.",
              Shown.NOTHING),
          new Setting(
              "SEARCH",
              "on",
              "`off` leaves out the search: nothing is indexed, and the pages have no search box."),
          new Setting(
              "MS_TRANSLATOR_KEY",
              "none",
              "Key of Microsoft Translator: people may have posts translated, and those posts are sent"
                  + " there. Not together with `LIBRETRANSLATE_URL`.",
              Shown.NOTHING),
          new Setting(
              "MS_TRANSLATOR_REGION",
              "`westus`, as in the tutorial",
              "Region of that key, `global` for one without a region."),
          new Setting(
              "MS_TRANSLATOR_URL",
              "`https://api.cognitive.microsofttranslator.com`",
              "Where Microsoft Translator is asked: another cloud, or a custom endpoint with its path"
                  + " (`https://NAME.cognitiveservices.azure.com/translator/text/v3.0`). Once set, its"
                  + " host may have a private address."),
          new Setting(
              "LIBRETRANSLATE_URL",
              "none",
              "Address of a LibreTranslate server, such as `http://libretranslate:5000`: people may"
                  + " have posts translated, and those posts are sent there. Its host may have a"
                  + " private address."),
          new Setting(
              "LIBRETRANSLATE_KEY",
              "none",
              "Key at that server, if it asks for one.",
              Shown.NOTHING),
          new Setting(
              "IMPORT_DATABASE_URL",
              "none",
              "For the command `import-tutorial`: the address of the tutorial's database, in the forms"
                  + " of `DATABASE_URL`, where it should not stand in the command line. A relative path"
                  + " begins where the command is given.",
              Shown.NOTHING),
          new Setting(
              "IMPORT_DATABASE_PASSWORD",
              "what that address says",
              "Password there, as it is.",
              Shown.NOTHING),
          new Setting(
              "MOVE_DATABASE_URL",
              "none",
              "For the command `move-database`: the address of the database to which everything is"
                  + " moved, in the forms of `DATABASE_URL`, where it should not stand in the command"
                  + " line. A relative path begins where the command is given.",
              Shown.NOTHING),
          new Setting(
              "MOVE_DATABASE_PASSWORD",
              "what that address says",
              "Password there, as it is.",
              Shown.NOTHING));
}
