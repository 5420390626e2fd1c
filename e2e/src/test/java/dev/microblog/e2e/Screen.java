package dev.microblog.e2e;

import com.microsoft.playwright.options.ColorScheme;

/// A screen as people have it.
enum Screen {
  WIDE(1280, 900, ColorScheme.LIGHT),
  NARROW(390, 844, ColorScheme.DARK);

  final int width;
  final int height;
  final ColorScheme scheme;

  Screen(int width, int height, ColorScheme scheme) {
    this.width = width;
    this.height = height;
    this.scheme = scheme;
  }
}
