package dev.microblog.web.export;

import dev.microblog.export.Export;
import dev.microblog.export.Exports;
import dev.microblog.web.Exchange;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Asking for an export, and getting it.
public final class ExportPages {
  /// What the page shows.
  ///
  /// @param export the last one that was asked for, null if there is none
  public record ExportPage(@Nullable Export export) {
    /// Where it is downloaded; null if it cannot be.
    public @Nullable String address() {
      return export == null || export.state() != Export.State.READY
          ? null
          : "/exports/" + export.id();
    }
  }

  static final String PATH = "/export_posts";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

  private final Exports exports;

  public ExportPages(Exports exports) {
    this.exports = exports;
  }

  /// `GET /export_posts`.
  public void show(Exchange exchange) {
    exchange.render("export.jte", new ExportPage(exports.latest(exchange.viewer())));
  }

  /// `GET /export_posts/progress`: the banner, as a fragment of a page. For who is no longer signed
  /// in there is nothing: a page that asks by itself must not send anybody anywhere.
  public void progress(Exchange exchange) {
    Export latest = exchange.signedIn() ? exports.latest(exchange.viewer()) : null;
    if (latest == null) {
      exchange.nothing();
    } else {
      exchange.render("job.jte", latest);
    }
  }

  /// `GET /exports/{id}`.
  public void download(Exchange exchange) {
    Export export = exports.ready(exchange.viewer(), exchange.id());
    if (export == null) {
      exchange.notFound();
      return;
    }
    String day = DAY.format(Instant.ofEpochMilli(export.createdAt()));
    AtomicInteger next = new AtomicInteger();
    exchange.download(
        "microblog-" + day + ".zip",
        "application/zip",
        export.size(),
        () -> exports.part(export, next.getAndIncrement()));
  }
}
