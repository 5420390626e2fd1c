package dev.microblog.bench.run;

import dev.microblog.bench.data.Handout;
import dev.microblog.bench.load.LoadDriver.Question;
import dev.microblog.bench.load.Requests;

/// A page, or what a program asks for, again and again.
enum Scenario {
  HOME_FEW,
  HOME_MANY,
  EXPLORE,
  PROFILE,
  TAG,
  SIGN_IN,
  API_HOME,
  API_POST,
  API_PERSON,
  API_FOLLOWERS;

  /// As it stands in the table.
  String title(Handout site) {
    return switch (this) {
      case HOME_FEW -> "home, follows %,d".formatted(site.few().follows());
      case HOME_MANY -> "home, follows %,d".formatted(site.many().follows());
      case EXPLORE -> "explore";
      case PROFILE -> "profile";
      case TAG -> "tag";
      case SIGN_IN -> "sign-in page";
      case API_HOME -> "API: home";
      case API_POST -> "API: one post";
      case API_PERSON -> "API: one person";
      case API_FOLLOWERS -> "API: followers";
    };
  }

  String path(Handout site) {
    return switch (this) {
      case HOME_FEW, HOME_MANY -> "/index";
      case EXPLORE -> "/explore";
      case PROFILE -> "/user/" + site.average().name();
      case TAG -> "/tag/" + site.tag();
      case SIGN_IN -> "/auth/login";
      case API_HOME -> "/api/timelines/home";
      case API_POST -> "/api/posts/" + site.post();
      case API_PERSON -> "/api/people/" + site.average().name();
      case API_FOLLOWERS -> "/api/people/" + site.average().name() + "/followers";
    };
  }

  String token(Handout site) {
    return switch (this) {
      case HOME_FEW, PROFILE, API_HOME, API_POST, API_PERSON, API_FOLLOWERS -> site.few().token();
      case HOME_MANY -> site.many().token();
      case EXPLORE, TAG -> site.average().token();
      case SIGN_IN -> "";
    };
  }

  /// What an answer has as many of as it should have items.
  String item() {
    return switch (this) {
      case HOME_FEW, HOME_MANY, EXPLORE, PROFILE, TAG -> "<article ";
      case SIGN_IN -> "<h1";
      case API_HOME, API_POST -> "\"body\":";
      case API_PERSON, API_FOLLOWERS -> "\"username\":";
    };
  }

  /// How many items an answer has.
  int items(Handout site) {
    return switch (this) {
      case SIGN_IN, API_POST, API_PERSON -> 1;
      case HOME_FEW, HOME_MANY, EXPLORE, PROFILE, TAG, API_HOME -> 25;
      case API_FOLLOWERS -> Math.min(25, site.followers().size());
    };
  }

  Question question(Handout site) {
    byte[] request = Requests.get(path(site), token(site));
    return new Question(() -> request, 200);
  }
}
