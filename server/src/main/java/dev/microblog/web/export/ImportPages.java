package dev.microblog.web.export;

import dev.microblog.imports.Import;
import dev.microblog.imports.Imports;
import dev.microblog.platform.http.Upload;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Bringing what one wrote elsewhere: the page, what became of it, and the form with the file.
public final class ImportPages {
  /// What the page shows.
  ///
  /// @param latest the last import, null if there is none
  /// @param error key of what is wrong with the file, null if nothing is
  /// @param megabytes that a file may have
  public record ImportPage(@Nullable Import latest, @Nullable String error, long megabytes) {}

  /// How often a page without scripts looks how far it is.
  private static final Duration AGAIN = Duration.ofSeconds(3);

  private final Imports imports;

  public ImportPages(Imports imports) {
    this.imports = imports;
  }

  /// `GET /settings/import`.
  public void show(Exchange exchange) {
    show(exchange, null);
  }

  private void show(Exchange exchange, @Nullable String error) {
    Import latest = imports.latest(exchange.viewer());
    if (latest != null && latest.goesOn() && error == null) {
      exchange.refreshIn(AGAIN);
    }
    exchange.render("import.jte", new ImportPage(latest, error, Upload.MOST_BYTES / 1_000_000));
  }

  /// `POST /settings/import`.
  public void take(Exchange exchange) {
    try (Upload upload = exchange.upload()) {
      String token = upload == null ? exchange.form().get("csrf_token") : upload.get("csrf_token");
      if (!exchange.trusted(token)) {
        exchange.tell(Flash.bad("flash.staleAction"));
        close(upload);
        show(exchange);
        return;
      }
      InputStream file = upload == null ? InputStream.nullInputStream() : upload.file();
      Imports.Outcome outcome = imports.take(exchange.viewer(), file);
      close(upload);
      switch (outcome) {
        case Imports.Outcome.Taken(long _) -> exchange.redirect("/settings/import");
        case Imports.Outcome.Refused(var reason) ->
            show(exchange, "import.refused." + reason.name());
        case Imports.Outcome.Running() -> {
          exchange.tellNext(Flash.bad("flash.importRunning"));
          exchange.redirect("/settings/import");
        }
        case Imports.Outcome.Unconfirmed() -> {
          exchange.tellNext(Flash.bad("flash.confirmFirst"));
          exchange.redirect("/settings/import");
        }
        case Imports.Outcome.TooMany(Duration wait) -> {
          exchange.tooMany(wait);
          exchange.tell(Flash.tooMany(wait));
          show(exchange);
        }
        case Imports.Outcome.Unknown() -> exchange.notFound();
      }
    }
  }

  /// Before anything is answered: a browser shows an answer once it has sent all.
  private static void close(@Nullable Upload upload) {
    if (upload != null) {
      upload.close();
    }
  }
}
