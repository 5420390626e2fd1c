package dev.microblog.api;

import dev.microblog.Answer;
import dev.microblog.Program;
import dev.microblog.World;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Goes through the operations in a small world, and keeps what was sent and answered: the examples
/// of the document are what the server really says.
final class ApiExamples {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  private final World world;
  private final Program amina;
  private final Map<String, String> examples = new TreeMap<>();

  private ApiExamples(World world) {
    this.world = world;
    this.amina = world.program("amina");
  }

  /// The bodies and answers, by `OPERATION.request` and `OPERATION.answer`.
  static Map<String, String> of(World world) {
    ApiExamples all = new ApiExamples(world);
    all.go();
    return all.examples;
  }

  private void go() {
    world.follow("ben", "amina");
    world.follow("amina", "ben");
    world.post("ben", "Good morning @amina, the #garden is white.");
    world.settle();
    tutorial();
    get("readSite", "/api/site");
    String id =
        say(
                "publishPost",
                "POST",
                "/api/posts",
                "{\"body\":\"Frost on the #leeks, @ben.\",\"language\":\"en\"}")
            .path("id")
            .asString();
    get("readPost", "/api/posts/" + id);
    say(
        "editPost",
        "PATCH",
        "/api/posts/" + id,
        "{\"body\":\"Frost on all the #leeks, @ben.\",\"language\":\"en\"}");
    get("readHome", "/api/timelines/home");
    get("readExplore", "/api/timelines/explore?before=" + id);
    get("readTag", "/api/timelines/tags/leeks");
    get("readPostsOf", "/api/people/ben/posts");
    get("readPerson", "/api/people/ben");
    get("readFollowers", "/api/people/amina/followers");
    get("readFollowing", "/api/people/amina/following");
    say("follow", "PUT", "/api/people/ben/follow", null);
    say("unfollow", "DELETE", "/api/people/ben/follow", null);
    say("block", "PUT", "/api/people/dara/block", null);
    get("readBlocks", "/api/me/blocks");
    say("unblock", "DELETE", "/api/people/dara/block", null);
    say("mute", "PUT", "/api/people/dara/mute", null);
    get("readMutes", "/api/me/mutes");
    say("unmute", "DELETE", "/api/people/dara/mute", null);
    say("addFilter", "POST", "/api/me/filters", "{\"words\":\"slug pellets\",\"action\":\"warn\"}");
    get("readFilters", "/api/me/filters");
    world.settle();
    get("searchPosts", "/api/search/posts?q=leeks");
    get("searchPeople", "/api/search/people?q=ben");
    messages();
    get("readMe", "/api/me");
    say("editProfile", "PATCH", "/api/me", "{\"about_me\":\"Leeks, mostly.\"}");
    say(
        "changeEmail",
        "PUT",
        "/api/me/email",
        "{\"password\":\"" + World.PASSWORD + "\",\"email\":\"leeks@example.org\"}");
    world.signedIn("amina");
    get("readSessions", "/api/me/sessions");
    get("readSettings", "/api/me/settings");
    say("changeSettings", "PATCH", "/api/me/settings", "{\"messages_from\":\"followed\"}");
    say(
        "makeToken",
        "POST",
        "/api/me/tokens",
        "{\"name\":\"weather bot\",\"scopes\":[\"read\",\"write\"],\"expires_in_days\":30}");
    get("readTokens", "/api/me/tokens");
    say("startExport", "POST", "/api/me/exports", null);
    world.settle();
    get("readExport", "/api/me/exports/latest");
    examples.put("translatePost.request", "{\"to\":\"es\"}");
    examples.put(
        "changePassword.request",
        "{\"password\":\"the one you have\",\"new_password\":\"the one that you want\"}");
    examples.put("deleteAccount.request", "{\"password\":\"the one you have\"}");
  }

  private void tutorial() {
    String basic =
        Base64.getEncoder()
            .encodeToString(
                ("amina:" + World.PASSWORD).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Program program = new Program(world.uri, null).with("Authorization", "Basic " + basic);
    keep("signIn.answer", program.send("POST", "/api/tokens", null));
    say(
        "registerUser",
        "POST",
        "/api/users",
        "{\"username\":\"susan\",\"email\":\"susan@example.org\",\"password\":\"cat on a keyboard\"}");
    String own = "/api/users/" + world.person("amina").id();
    get("listUsers", "/api/users?page=2&per_page=2");
    get("readUser", own);
    say("updateUser", "PUT", own, "{\"about_me\":\"I keep a small garden.\"}");
    get("listFollowers", own + "/followers");
    get("listFollowing", own + "/following");
  }

  private void messages() {
    say(
        "sendMessage",
        "POST",
        "/api/conversations/ben/messages",
        "{\"body\":\"Come by for soup?\"}");
    get("readConversations", "/api/conversations");
    JsonNode read = get("readMessages", "/api/conversations/ben/messages");
    String message = read.path("items").path(0).path("id").asString();
    say(
        "markMessagesRead",
        "POST",
        "/api/conversations/ben/read",
        "{\"until\":\"" + message + "\"}");
    JsonNode notices = get("readNotifications", "/api/notifications");
    get("readUnread", "/api/notifications/unread");
    String notice = notices.path("items").path(0).path("id").asString();
    say(
        "markNotificationsRead",
        "POST",
        "/api/notifications/read",
        "{\"until\":\"" + notice + "\"}");
  }

  private JsonNode get(String id, String path) {
    return say(id, "GET", path, null);
  }

  private JsonNode say(String id, String method, String path, @Nullable String body) {
    world.advance(java.time.Duration.ofSeconds(7));
    if (body != null) {
      examples.put(id + ".request", body);
    }
    Answer answer = amina.send(method, path, body);
    if (answer.status() >= 300) {
      throw new AssertionError(id + " is answered with " + answer);
    }
    return answer.status() == 204 ? Json.mapper().nullNode() : keep(id + ".answer", answer);
  }

  private JsonNode keep(String name, Answer answer) {
    String text =
        answer
            .body()
            .replaceAll("\"token\":\"mbt_[^\"]*\"", "\"token\":\"mbt_" + SECRET + "\"")
            .replaceAll("\"token\":\"[0-9a-f]{32}\"", "\"token\":\"" + SECRET + "\"")
            .replace("Java-http-client/" + System.getProperty("java.version"), "Firefox");
    examples.put(name, text);
    return Json.mapper().readTree(text);
  }

  /// Where the world of the examples is reached.
  static final URI SITE = URI.create("https://blog.example");
}
