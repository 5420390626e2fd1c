package dev.microblog.e2e;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.LoadState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// What loading a page cost, as Chromium's own network log and trace tell.
///
/// @param requests that went over the wire
/// @param bytes that came over the wire, with headers
/// @param scriptBytes of these, those of scripts after unpacking
/// @param firstPaint milliseconds until the first text or picture stood there
/// @param layoutShift how much of the page moved by itself, as Chromium scores it; 0 is nothing
record Loading(int requests, long bytes, long scriptBytes, double firstPaint, double layoutShift) {
  /// How the page comes: a line of 1.6 Mbit/s with 150 ms each way and back, and a quarter of this
  /// machine's speed, as page measuring tools take for a phone; or as fast as it can.
  enum Line {
    SLOW,
    OPEN
  }

  /// Loads a page in a window of its own, cold, then again.
  ///
  /// @param again whether the second time is told
  static Loading of(Browser browser, Server server, String session, Line line, boolean again) {
    String address = server.address().toString();
    try (BrowserContext window =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(Screen.NARROW.width, Screen.NARROW.height))) {
      window.addCookies(List.of(new Cookie("session", session).setUrl(address)));
      if (again) {
        Page before = window.newPage();
        before.navigate(address + "/index");
        before.waitForLoadState(LoadState.NETWORKIDLE);
        before.close();
      }
      return measure(browser, window, address + "/index", line);
    }
  }

  private static Loading measure(
      Browser browser, BrowserContext window, String address, Line line) {
    Page page = window.newPage();
    AtomicInteger requests = new AtomicInteger();
    AtomicLong bytes = new AtomicLong();
    AtomicLong scriptBytes = new AtomicLong();
    CDPSession chromium = window.newCDPSession(page);
    chromium.send("Network.enable");
    chromium.on(
        "Network.loadingFinished",
        event -> {
          long length = event.get("encodedDataLength").getAsLong();
          // What comes out of the browser's own cache has no length.
          if (length > 0) {
            requests.incrementAndGet();
            bytes.addAndGet(length);
          }
        });
    page.onResponse(
        response -> {
          if (response.request().resourceType().equals("script")) {
            scriptBytes.addAndGet(response.body().length);
          }
        });
    if (line == Line.SLOW) {
      JsonObject network = new JsonObject();
      network.addProperty("offline", false);
      network.addProperty("latency", 150);
      network.addProperty("downloadThroughput", 1_600_000 / 8);
      network.addProperty("uploadThroughput", 750_000 / 8);
      chromium.send("Network.emulateNetworkConditions", network);
      JsonObject processor = new JsonObject();
      processor.addProperty("rate", 4);
      chromium.send("Emulation.setCPUThrottlingRate", processor);
    }
    browser.startTracing(
        page,
        new Browser.StartTracingOptions().setCategories(List.of("loading", "blink.user_timing")));
    page.navigate(address);
    page.waitForLoadState(LoadState.NETWORKIDLE);
    // A busy machine paints after the last byte.
    page.waitForFunction("() => performance.getEntriesByName('first-contentful-paint').length > 0");
    String trace = new String(browser.stopTracing(), StandardCharsets.UTF_8);
    double firstPaint = 0;
    double layoutShift = 0;
    double start = 0;
    for (JsonElement element :
        JsonParser.parseString(trace).getAsJsonObject().getAsJsonArray("traceEvents")) {
      JsonObject event = element.getAsJsonObject();
      double at = event.get("ts").getAsDouble() / 1000;
      switch (event.get("name").getAsString()) {
        case "navigationStart" -> start = isOf(event, address) ? at : start;
        case "firstContentfulPaint" -> firstPaint = at - start;
        case "LayoutShift" ->
            layoutShift +=
                event
                    .getAsJsonObject("args")
                    .getAsJsonObject("data")
                    .get("weighted_score_delta")
                    .getAsDouble();
        default -> {}
      }
    }
    return new Loading(requests.get(), bytes.get(), scriptBytes.get(), firstPaint, layoutShift);
  }

  private static boolean isOf(JsonObject event, String address) {
    JsonObject data = event.getAsJsonObject("args").getAsJsonObject("data");
    return data != null
        && data.has("documentLoaderURL")
        && data.get("documentLoaderURL").getAsString().equals(address);
  }
}
