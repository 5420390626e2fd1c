package dev.microblog.bench.size;

/// What is known or guessed of a site.
///
/// @param people with an account
/// @param active share of them that was here in the last 30 days
/// @param posts a day of the average active person
/// @param follows of the average person
/// @param pages a day that the average active person asks for
/// @param years for which posts are kept by then
public record Site(
    long people, double active, double posts, double follows, double pages, double years) {
  /// @throws IllegalArgumentException if no site can be like that; the message is a sentence
  public Site {
    if (people < 1 || people > 1_000_000_000) {
      throw new IllegalArgumentException("People are 1 to 1,000,000,000.");
    }
    if (!(active > 0 && active <= 1)) {
      throw new IllegalArgumentException("The active share is above 0 and at most 1.");
    }
    if (!(posts >= 0 && follows >= 0 && pages >= 0 && years >= 0)
        || Double.isInfinite(posts + follows + pages + years)) {
      throw new IllegalArgumentException("Posts, follows, pages and years are at least 0.");
    }
  }

  /// As the command line would have it.
  String arguments() {
    return "--people %d --active %s --posts %s --follows %s --pages %s --years %s"
        .formatted(people, text(active), text(posts), text(follows), text(pages), text(years));
  }

  private static String text(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
