package dev.microblog.bench.run;

import dev.microblog.bench.data.Handout;
import dev.microblog.bench.load.LoadDriver.Question;
import dev.microblog.bench.load.Requests;

/// A page that is asked for again and again.
enum Scenario {
  HOME_FEW,
  HOME_MANY,
  EXPLORE,
  PROFILE,
  TAG,
  SIGN_IN;

  /// As it stands in the table.
  String title(Handout site) {
    return switch (this) {
      case HOME_FEW -> "home, follows %,d".formatted(site.few().follows());
      case HOME_MANY -> "home, follows %,d".formatted(site.many().follows());
      case EXPLORE -> "explore";
      case PROFILE -> "profile";
      case TAG -> "tag";
      case SIGN_IN -> "sign-in page";
    };
  }

  String path(Handout site) {
    return switch (this) {
      case HOME_FEW, HOME_MANY -> "/index";
      case EXPLORE -> "/explore";
      case PROFILE -> "/user/" + site.average().name();
      case TAG -> "/tag/" + site.tag();
      case SIGN_IN -> "/auth/login";
    };
  }

  String token(Handout site) {
    return switch (this) {
      case HOME_FEW, PROFILE -> site.few().token();
      case HOME_MANY -> site.many().token();
      case EXPLORE, TAG -> site.average().token();
      case SIGN_IN -> "";
    };
  }

  Question question(Handout site) {
    byte[] request = Requests.get(path(site), token(site));
    return new Question(() -> request, 200);
  }
}
