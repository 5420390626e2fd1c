package dev.microblog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.doctor.Finding;
import dev.microblog.platform.doctor.Finding.Level;
import dev.microblog.platform.doctor.Line;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShowFindingsTest {
  private static final Finding WARNING =
      new Finding(Level.WARNING, "public URL", List.of(said("It says \"hello\" \\ and ends.")));

  private static final Finding BAD =
      new Finding(Level.BAD, "mail", List.of(said("Nobody listens.")));

  private static Line said(String words) {
    return new Line(null, List.of(words));
  }

  private final StringWriter text = new StringWriter();

  private int print(List<Finding> findings, boolean json) {
    return ShowFindings.print(findings, json, new PrintWriter(text));
  }

  @Test
  void peopleGetATable() {
    assertThat(print(List.of(WARNING, BAD), false)).isEqualTo(1);
    assertThat(text.toString().lines())
        .containsExactly(
            "warning  public URL  It says \"hello\" \\ and ends.",
            "bad      mail        Nobody listens.");
  }

  @Test
  void programsGetJson() {
    assertThat(print(List.of(WARNING), true)).isZero();
    assertThat(text.toString().strip())
        .isEqualTo(
            "[\n  {\"level\":\"warning\",\"subject\":\"public URL\","
                + "\"sentence\":\"It says \\\"hello\\\" \\\\ and ends.\"}\n]");
  }
}
