package dev.microblog;

import dev.microblog.cli.ImportReport;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.config.OtherDatabase;
import dev.microblog.platform.db.DataFolder;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Databases;
import dev.microblog.platform.db.FileErrors;
import dev.microblog.platform.db.ForeignDatabase;
import dev.microblog.platform.db.Migrations;
import dev.microblog.platform.db.Storage;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.id.NodeLease;
import dev.microblog.takeover.Report;
import dev.microblog.takeover.Takeover;
import dev.microblog.takeover.TutorialStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Takes over people and what they wrote from the tutorial's application. It needs no more of the
/// server than where the data is and a node number for new ids.
@Command(
    name = "import-tutorial",
    description =
        "Take over people with their passwords, posts, follows and messages from a database of the"
            + " Flask Mega-Tutorial's application, which is only read. If it is killed, do it again:"
            + " it goes on. Done once more it takes over who and what came since.")
final class ImportTutorialCommand implements Callable<Integer> {
  @ParentCommand private @Nullable Main main;

  @Option(
      names = "--dry-run",
      description = "Say what would be taken over, changed and left out, and write nothing.")
  private boolean dryRun;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Add a line for every single thing that is changed or left out to this file.")
  private @Nullable Path reportFile;

  @Parameters(
      arity = "0..1",
      paramLabel = "SOURCE",
      description =
          "sqlite:///app.db, mysql+pymysql://user:password@host/name or postgresql://…, as"
              + " DATABASE_URL is there. Without it IMPORT_DATABASE_URL or the file named by"
              + " IMPORT_DATABASE_URL_FILE says it; a password of its own is taken from"
              + " IMPORT_DATABASE_PASSWORD.")
  private @Nullable String source;

  @Override
  public Integer call() {
    Main program = Objects.requireNonNull(main);
    Config config = program.settings().config();
    try (ForeignDatabase foreign =
            ForeignDatabase.open(program.other(OtherDatabase.TAKEN_OVER, source));
        ImportReport told = new ImportReport(program.out(), Main.onTerminal(), reportFile)) {
      TutorialStore tutorial = new TutorialStore(foreign);
      Report report =
          dryRun
              ? rehearse(config, program.clock, tutorial, told)
              : takeOver(config, program.clock, tutorial, told);
      told.print(report, dryRun);
      return 0;
    }
  }

  private static Report takeOver(
      Config config, InstantSource clock, TutorialStore tutorial, ImportReport told) {
    try (Storage storage = Storage.open(config, config.migrate(), _ -> {})) {
      NodeLease lease = NodeLease.take(storage.database(), clock);
      try {
        Takeover takeover =
            Takeover.writing(
                storage.database(), new Ids(clock, lease), config.postMaxLength(), clock);
        return takeover.run(
            tutorial,
            (stage, done, total) -> {
              lease.renewIfDue();
              told.flush();
              told.progress(stage, done, total);
            },
            told::note);
      } finally {
        lease.release();
      }
    } catch (DataFolder.InUse e) {
      throw new Unusable(
          "A server is using the data folder "
              + config.dataDir()
              + ". End it, take the database over, and start it again.",
          e);
    }
  }

  private static Report rehearse(
      Config config, InstantSource clock, TutorialStore tutorial, ImportReport told) {
    Path file = config.database().file();
    if (file == null || Files.exists(file)) {
      try (Database database = Storage.beside(config)) {
        return rehearse(database, config, clock, tutorial, told);
      }
    }
    return withNobody(database -> rehearse(database, config, clock, tutorial, told));
  }

  private static Report rehearse(
      Database database,
      Config config,
      InstantSource clock,
      TutorialStore tutorial,
      ImportReport told) {
    return Takeover.rehearsing(database, config.postMaxLength(), clock)
        .run(tutorial, told::progress, told::note);
  }

  private interface Rehearsal {
    Report in(Database database);
  }

  /// Where nothing was ever started there is no database to be asked who is there: an empty one
  /// stands in for it, which is thrown away.
  private static Report withNobody(Rehearsal rehearsal) {
    try {
      Path folder = Files.createTempDirectory("microblog-import");
      Path file = folder.resolve("microblog.db");
      try (Database database = Databases.sqlite(file)) {
        Migrations.run(database);
        return rehearsal.in(database);
      } finally {
        for (String end : List.of("", "-wal", "-shm")) {
          Files.deleteIfExists(Path.of(file + end));
        }
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new Unusable(
          "There is no database here yet that could be asked who has which name, and no room for an"
              + " empty one: "
              + FileErrors.words(e)
              + ". Make one by the command migrate.",
          e);
    }
  }
}
