package dev.microblog;

import dev.microblog.account.Restriction;
import dev.microblog.account.Role;
import dev.microblog.cli.Output;
import dev.microblog.cli.UserCommands;
import dev.microblog.moderation.Roster;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// The commands about accounts, beside a running server as well.
@Command(
    name = "user",
    description = "Make, list, lock, and delete accounts, and say who looks after the site.",
    subcommands = CommandLine.HelpCommand.class)
final class UserCommand {
  private static final String REASON = "Noted in the book of deeds.";
  private static final String YES = "Do it. Without it the command says what it would do.";

  @ParentCommand private @Nullable Main main;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      description =
          "List accounts, the newest first. The line at the end says how to list the ones before.")
  int list(
      @Option(names = "--name", paramLabel = "START", description = "Whose names begin so.")
          @Nullable String start,
      @Option(names = "--role", description = "With this role: ${COMPLETION-CANDIDATES}.")
          @Nullable Role role,
      @Option(
              names = "--restriction",
              description = "With this restriction: ${COMPLETION-CANDIDATES}.")
          @Nullable Restriction restriction,
      @Option(names = "--before", paramLabel = "ID", description = "Older than this id.")
          @Nullable Long before,
      @Option(
              names = "--limit",
              defaultValue = "50",
              description =
                  "At most so many, ${DEFAULT-VALUE} unless given, and no more than 1000.")
          int limit,
      @Option(names = "--json", description = "Print them as JSON.") boolean json) {
    if (limit < 1 || limit > 1000) {
      throw wrong("--limit is a number from 1 to 1000.");
    }
    return on(
        json,
        users ->
            users.list(
                new Roster.Wanted(start == null ? "" : start, role, restriction), before, limit));
  }

  @Command(description = "Print what there is to know of an account.")
  int show(
      @Parameters(paramLabel = "NAME", description = "Its name, or its e-mail address.")
          String name,
      @Option(names = "--json", description = "Print it as JSON.") boolean json) {
    return on(json, users -> users.show(name));
  }

  @Command(description = "Make an account, and print its password unless one is given.")
  int create(
      @Parameters(paramLabel = "NAME", description = "Letters, digits and _, at most 64.")
          String name,
      @Parameters(paramLabel = "EMAIL", description = "Taken as confirmed.") String email,
      @Option(
              names = "--role",
              defaultValue = "PERSON",
              description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless given.")
          Role role,
      @Option(
              names = "--password",
              arity = "0..1",
              interactive = true,
              description = "Ask for a password instead of making one.")
          char @Nullable [] password,
      @Option(names = "--json", description = "Print it as JSON.") boolean json) {
    return on(
        json,
        users -> users.create(name, email, password == null ? null : new String(password), role));
  }

  @Command(description = "Keep the person of an account out. What they wrote stays.")
  int lock(
      @Parameters(paramLabel = "NAME", description = "Its name, or its e-mail address.")
          String name,
      @Option(names = "--reason", defaultValue = "", description = REASON) String reason) {
    return on(false, users -> users.lock(name, reason));
  }

  @Command(description = "Let the person of a locked account in again.")
  int unlock(
      @Parameters(paramLabel = "NAME", description = "Its name, or its e-mail address.")
          String name,
      @Option(names = "--reason", defaultValue = "", description = REASON) String reason) {
    return on(false, users -> users.unlock(name, reason));
  }

  @Command(description = "Delete an account with all that it wrote. It cannot be brought back.")
  int delete(
      @Parameters(paramLabel = "NAME", description = "Its name, or its e-mail address.")
          String name,
      @Option(names = "--reason", defaultValue = "", description = REASON) String reason,
      @Option(names = "--yes", description = YES) boolean yes) {
    return on(false, users -> users.delete(name, reason, yes));
  }

  @Command(
      name = "reset-password",
      description =
          "Give an account a new password and print it. Every browser and program that is signed in"
              + " is signed out.")
  int resetPassword(
      @Parameters(paramLabel = "NAME", description = "Its name, or its e-mail address.")
          String name,
      @Option(names = "--yes", description = YES) boolean yes) {
    return on(false, users -> users.resetPassword(name, yes));
  }

  @Command(description = "Say whether somebody looks after the site.")
  int role(
      @Parameters(paramLabel = "NAME", description = "Its name, or its e-mail address.")
          String name,
      @Parameters(paramLabel = "ROLE", description = "${COMPLETION-CANDIDATES}.") Role role) {
    return on(false, users -> users.role(name, role));
  }

  private CommandLine.ParameterException wrong(String sentence) {
    return new CommandLine.ParameterException(spec.commandLine(), sentence);
  }

  private int on(boolean json, ToIntFunction<UserCommands> work) {
    Main program = Objects.requireNonNull(main);
    return program.beside(
        beside ->
            work.applyAsInt(
                new UserCommands(
                    beside.rooms.moderation().roster(),
                    beside.rooms.moderation().care(),
                    new Output(program.out(), json))));
  }
}
