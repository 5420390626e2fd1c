package dev.microblog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.microblog.Collector.Told;
import dev.microblog.platform.config.InvalidSettings;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/// What a collector is told of a whole server.
class TraceTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

  private static World.Given followed(Collector collector) {
    return World.settings()
        .with("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address())
        .with("OTEL_BSP_SCHEDULE_DELAY", "50");
  }

  private static String ask(World world, String path) {
    return Wire.ask(world.uri, "GET " + path + " HTTP/1.1\r\ntraceparent: " + PARENT);
  }

  @Test
  void aRequestIsATreeOfWhatWasDoneForIt() {
    try (Collector collector = new Collector();
        World world =
            followed(collector)
                .behind("127.0.0.1")
                .with("OTEL_SERVICE_NAME", "kites")
                .with("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test")
                .with("OTEL_EXPORTER_OTLP_HEADERS", "X-Key=open")
                .open()) {
      world.post("amina", "Words of a person");
      assertThat(Wire.status(ask(world, "/user/amina?secret=hidden"))).isEqualTo(200);

      Told request = collector.await(told -> told.name().equals("GET /user/{name}"));
      assertThat(request.trace()).isEqualTo(TRACE);
      assertThat(request.parent()).isEqualTo("b7ad6b7169203331");
      assertThat(request.span().getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
      assertThat(request.note("http.request.method")).isEqualTo("GET");
      assertThat(request.note("http.route")).isEqualTo("/user/{name}");
      assertThat(request.note("http.response.status_code")).isEqualTo("200");
      assertThat(request.note("url.path")).isEqualTo("/user/amina");
      assertThat(request.note("microblog.request")).isNotBlank();
      assertThat(Collector.value(request.resource(), "service.name")).isEqualTo("kites");
      assertThat(Collector.value(request.resource(), "deployment.environment.name"))
          .isEqualTo("test");
      assertThat(Collector.value(request.resource(), "service.version")).isNotBlank();
      assertThat(collector.keys).contains("open");

      Told turn = collector.await(told -> told.name().equals("turn web"));
      assertThat(turn.parent()).isEqualTo(request.id());
      assertThat(turn.span().getEventsList())
          .as("what came before it was waiting for the lane")
          .anyMatch(event -> event.getName().equals("begun"));
      List<Told> reads =
          collector.trace(TRACE).stream()
              .filter(told -> told.parent().equals(turn.id()))
              .filter(told -> told.name().startsWith("read "))
              .toList();
      assertThat(reads).extracting(Told::name).contains("read timeline", "read profile");
      assertThat(reads)
          .allSatisfy(
              read -> {
                assertThat(read.note("db.system.name")).isEqualTo("sqlite");
                assertThat(read.note("code.function.name")).startsWith("dev.microblog.");
              });
      assertThat(collector.spans.toString()).doesNotContain("Words of", "hidden");
    }
  }

  @Test
  void whatFollowsAWriteIsLinkedToIt() {
    try (Collector collector = new Collector();
        World world = followed(collector).open()) {
      Browser amina = world.signedIn("amina");
      amina.submit("/index", "/index", "post", "To be found");
      world.settle();

      Told request = collector.await(told -> told.name().equals("POST /index"));
      Told write = collector.await(told -> told.name().equals("write post"));
      assertThat(write.trace()).isEqualTo(request.trace());
      assertThat(write.note("code.function.name")).startsWith("dev.microblog.post.");
      assertThat(collector.await(told -> told.name().equals("language")).trace())
          .isEqualTo(request.trace());
      Told indexed = collector.await(told -> told.name().equals("outbox search"));
      assertThat(indexed.trace()).as("nobody waits for it").isNotEqualTo(request.trace());
      assertThat(indexed.span().getLinksList())
          .anyMatch(link -> link.getTraceId().equals(request.span().getTraceId()));
      assertThat(collector.await(told -> told.name().equals("password")).span().getKind())
          .isEqualTo(SpanKind.SPAN_KIND_INTERNAL);
    }
  }

  @Test
  void aStrangerIsNotBelievedToBeAPartOfSomething() {
    try (Collector collector = new Collector();
        World world = followed(collector).open()) {
      ask(world, "/explore");

      Told request = collector.await(told -> told.name().startsWith("GET /explore"));
      assertThat(request.trace()).isNotEqualTo(TRACE);
      assertThat(request.parent()).isEmpty();
    }
  }

  @Test
  void linesOfTheLogHaveTheTraceBesideTheRequest() {
    Logger access = (Logger) LoggerFactory.getLogger("access");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    access.addAppender(lines);
    try (Collector collector = new Collector();
        World world = followed(collector).with("ACCESS_LOG", "on").open()) {
      String id = Wire.header(ask(world, "/explore"), "X-Request-Id");

      Told request = collector.await(told -> told.name().equals("GET /explore"));
      assertThat(lines.list)
          .anySatisfy(
              line ->
                  assertThat(line.getMDCPropertyMap())
                      .containsEntry("request", id)
                      .containsEntry("trace_id", request.trace())
                      .containsEntry("span_id", request.id()));
    } finally {
      access.detachAppender(lines);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Collector.Mood.class,
      names = {"FAILING", "SILENT"})
  void aCollectorThatDoesNotTakeItKeepsNobodyWaiting(Collector.Mood mood) {
    try (Collector collector = new Collector()) {
      collector.be(mood);
      World world = followed(collector).with("OTEL_BSP_MAX_QUEUE_SIZE", "600").open();
      long slowest = 0;
      for (int i = 0; i < 300; i++) {
        long begun = System.nanoTime();
        assertThat(Wire.status(ask(world, "/explore"))).isEqualTo(200);
        slowest = Math.max(slowest, i < 20 ? 0 : System.nanoTime() - begun);
      }
      assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(1));
      assertThat(collector.asked.get()).as("it was tried").isPositive();

      long begun = System.nanoTime();
      world.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void whatIsCountedIsToldUnderItsNamesAndAtTheEndOnceMore() {
    try (Collector collector = new Collector()) {
      try (World world = followed(collector).with("OTEL_TRACES_EXPORTER", "none").open()) {
        ask(world, "/explore");
        ask(world, "/explore");
      }

      Metric requests = metric(collector, "http.server.requests");
      assertThat(requests.getUnit()).isEqualTo("s");
      HistogramDataPoint point =
          requests.getHistogram().getDataPointsList().stream()
              .filter(p -> p.toString().contains("\"/explore\""))
              .findFirst()
              .orElseThrow();
      assertThat(point.getCount()).isEqualTo(2);
      assertThat(point.getExplicitBoundsList()).contains(0.005, 10.0);
      assertThat(point.getBucketCountsList().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(2);
      assertThat(metric(collector, "jvm.memory.used").getUnit()).isEqualTo("By");
      assertThat(metric(collector, "microblog.outbox.waiting").getGauge().getDataPointsCount())
          .isGreaterThan(5);
      assertThat(collector.spans).isEmpty();
    }
  }

  private static Metric metric(Collector collector, String name) {
    return collector.metrics.stream()
        .filter(metric -> metric.getName().equals(name))
        .reduce((_, later) -> later)
        .orElseThrow(() -> new AssertionError(name + " is not told"));
  }

  @Test
  void aVariableThatTheLibraryRefusesIsTold() {
    assertThatThrownBy(
            () ->
                World.settings()
                    .with("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
                    .with("OTEL_BSP_SCHEDULE_DELAY", "soon")
                    .open())
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("OTEL_")
        .hasMessageContaining("otel.bsp.schedule.delay");
  }
}
