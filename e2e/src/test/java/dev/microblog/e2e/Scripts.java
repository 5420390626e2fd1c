package dev.microblog.e2e;

/// Whether the browser runs the pages' scripts. Every journey is made both ways, once on a wide
/// light screen and once on a narrow dark one.
enum Scripts {
  ON(Screen.WIDE),
  OFF(Screen.NARROW);

  final Screen screen;

  Scripts(Screen screen) {
    this.screen = screen;
  }
}
