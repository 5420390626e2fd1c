package dev.microblog.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationFilesTest {
  @ParameterizedTest
  @EnumSource(Engine.class)
  void everyDialectHasTheSameNumbersAndNames(Engine engine) throws Exception {
    assertThat(MigrationFiles.of(engine).keySet())
        .isEqualTo(MigrationFiles.of(Engine.SQLITE).keySet());
  }

  @Test
  void theNumbersAreWithoutGapUpToTheLevel() throws Exception {
    List<String> numbers =
        MigrationFiles.of(Engine.SQLITE).keySet().stream()
            .map(name -> name.substring(0, 7))
            .toList();
    assertThat(numbers)
        .isEqualTo(
            IntStream.rangeClosed(1, Migrations.LEVEL)
                .mapToObj(n -> String.format(Locale.ROOT, "V%04d__", n))
                .toList());
  }

  @Test
  void everyFileOfMysqlIsOneStatementThatMayRunAgain() throws Exception {
    assertThat(MigrationFiles.of(Engine.MYSQL_5_7))
        .allSatisfy(
            (name, text) -> {
              String sql = withoutComments(text);
              assertThat(sql).as(name).endsWith(";");
              assertThat(sql.chars().filter(c -> c == ';')).as(name).hasSize(1);
              assertThat(sql)
                  .as(name)
                  .matches(
                      "(?s)create table if not exists .*"
                          + "|insert into .* where not exists .*"
                          + "|drop table if exists .*");
            });
  }

  @Test
  void everyStatementOfPostgresqlMayRunAgain() throws Exception {
    assertThat(MigrationFiles.of(Engine.POSTGRESQL_15))
        .allSatisfy(
            (name, text) ->
                assertThat(withoutComments(text).split("; ?"))
                    .as(name)
                    .allMatch(
                        sql ->
                            sql.matches(
                                "create (table|index|unique index) if not exists .*"
                                    + "|insert into .* where not exists .*"
                                    + "|drop table if exists .*")));
  }

  @Test
  void everyTableOfMysqlSaysItsCharactersAndOrder() throws Exception {
    SortedMap<String, String> files = MigrationFiles.of(Engine.MYSQL_5_7);
    files.values().removeIf(text -> !text.contains("create table"));
    assertThat(files)
        .allSatisfy(
            (name, text) ->
                assertThat(withoutComments(text))
                    .as(name)
                    .endsWith(
                        ") engine = InnoDB, row_format = dynamic,"
                            + " default charset = utf8mb4, collate = utf8mb4_bin;"));
  }

  @Test
  void everyTextOfPostgresqlIsComparedByItsCodePoints() throws Exception {
    assertThat(MigrationFiles.of(Engine.POSTGRESQL_15))
        .allSatisfy(
            (name, text) ->
                assertThat(text.lines().filter(line -> line.matches("  \\w+ (varchar|text).*")))
                    .as(name)
                    .allSatisfy(line -> assertThat(line).contains(" collate \"C\"")));
  }

  private static String withoutComments(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("--"))
        .map(String::strip)
        .collect(Collectors.joining(" "));
  }
}
