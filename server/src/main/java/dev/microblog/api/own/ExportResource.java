package dev.microblog.api.own;

import dev.microblog.api.Answer;
import dev.microblog.api.Call;
import dev.microblog.api.Code;
import dev.microblog.api.Operation;
import dev.microblog.api.Times;
import dev.microblog.export.Export;
import dev.microblog.export.Exports;
import dev.microblog.platform.http.Download;
import dev.microblog.platform.text.Messages;
import dev.microblog.token.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Taking one's data along.
public final class ExportResource {
  private static final String GROUP = "export";
  private static final String ZIP = "application/zip";

  /// An export.
  ///
  /// @param state `running`, `ready`, `failed`, `too_large` or `removed`
  /// @param percent how far it is
  /// @param createdAt when it was asked for
  /// @param availableUntil until when it can be downloaded; null if it cannot
  /// @param size of the file in bytes; null unless it can be downloaded
  public record ExportJson(
      String id,
      String state,
      int percent,
      String createdAt,
      @Nullable String availableUntil,
      @Nullable Long size) {
    static ExportJson of(Export export) {
      boolean ready = export.until() > 0;
      return new ExportJson(
          Long.toString(export.id()),
          export.state().name().toLowerCase(Locale.ROOT),
          export.percent(),
          Times.iso(export.createdAt()),
          ready ? Times.iso(export.until()) : null,
          ready ? export.size() : null);
    }
  }

  private final Exports exports;

  public ExportResource(Exports exports) {
    this.exports = exports;
  }

  /// What can be asked for.
  public List<Operation> operations() {
    return List.of(
        Operation.post("/api/me/exports", "startExport")
            .of(GROUP, "Have a file made of what you have here")
            .needs(Scope.ACCOUNT)
            .answers(202, ExportJson.class)
            .fails(Code.RUNNING)
            .by(this::start),
        Operation.get("/api/me/exports/latest", "readExport")
            .of(GROUP, "How far the last export is that you asked for")
            .needs(Scope.ACCOUNT)
            .answers(200, ExportJson.class)
            .fails(Code.NOT_FOUND)
            .by(call -> export(call, 200)),
        Operation.get("/api/me/exports/{id}/file", "downloadExport")
            .of(GROUP, "Download an export, a ZIP file")
            .needs(Scope.ACCOUNT)
            .elsewhere()
            .answers(ZIP)
            .fails(Code.NOT_FOUND)
            .by(this::download));
  }

  private Answer start(Call call) {
    return switch (exports.start(call.viewer(), Messages.LOCALES.getFirst().toLanguageTag())) {
      case Exports.Outcome.Started _ -> export(call, 202);
      case Exports.Outcome.Running() -> Answer.wrong(Code.RUNNING);
      case Exports.Outcome.TooMany(Duration wait) -> new Answer.Wait(wait);
      case Exports.Outcome.Unknown() -> Answer.wrong(Code.UNAUTHORIZED);
    };
  }

  private Answer export(Call call, int status) {
    Export export = exports.latest(call.viewer());
    if (export == null) {
      return Answer.wrong(Code.NOT_FOUND);
    }
    ExportJson shown = ExportJson.of(export);
    return status == 202 ? Answer.accepted(shown) : Answer.ok(shown);
  }

  private Answer download(Call call) {
    Export export = exports.ready(call.viewer(), call.id("id"));
    if (export == null) {
      return Answer.wrong(Code.NOT_FOUND);
    }
    AtomicInteger next = new AtomicInteger();
    Download.answer(
        call.context(),
        "microblog-" + call.viewer().name() + ".zip",
        ZIP,
        export.size(),
        () -> exports.part(export, next.getAndIncrement()));
    return new Answer.Sent();
  }
}
