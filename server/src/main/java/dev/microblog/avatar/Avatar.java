package dev.microblog.avatar;

import dev.microblog.platform.text.Folding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Draws the patch of a name, as SVG. The same name gives the same patch on every server; nobody
/// else is asked.
public final class Avatar {
  /// Ground and figure of each pair.
  private static final String[][] COLOURS = {
    {"#ac4e77", "#f9dcb6"}, {"#387f5c", "#f4eaac"}, {"#4970b0", "#ffd3b2"}, {"#b35537", "#f5e7c3"},
    {"#267c85", "#d5efbe"}, {"#8160a5", "#ffcce5"}, {"#966b27", "#f9efc9"}, {"#567d3f", "#bff0ec"},
    {"#b64b50", "#ffced5"}, {"#4f728a", "#fddd9c"}, {"#1e7ca1", "#cef3fa"}, {"#8b6187", "#beedbe"}
  };

  /// Quarter disc, leaf, arch, half square, bow, hollow; each drawn in a cell of 32.
  private static final String[] PIECES = {
    "M0 0H32A32 32 0 0 1 0 32Z",
    "M0 0A32 32 0 0 1 32 32A32 32 0 0 1 0 0Z",
    "M0 32V16A16 16 0 0 1 32 16V32Z",
    "M0 0H32L0 32Z",
    "M32 0A32 32 0 0 1 0 32V16A16 16 0 0 0 16 0Z",
    "M0 0H32V32A32 32 0 0 0 0 0Z"
  };

  private Avatar() {}

  /// The drawing of a name, 64 by 64.
  public static String svg(String name) {
    byte[] b = digest(Folding.key(name));
    String[] colours = COLOURS[at(b, 0) % COLOURS.length];
    int dot = at(b, 1) % 4;
    StringBuilder svg = new StringBuilder(700);
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\"><path fill=\"")
        .append(colours[0])
        .append("\" d=\"M0 0h64v64H0z\"/><g fill=\"")
        .append(colours[1])
        .append("\" stroke=\"")
        .append(colours[1])
        .append("\" stroke-width=\".5\">");
    for (int cell = 0; cell < 4; cell++) {
      int x = cell % 2 * 32;
      int y = cell / 2 * 32;
      if (cell == dot) {
        svg.append("<circle cx=\"")
            .append(x + 16)
            .append("\" cy=\"")
            .append(y + 16)
            .append("\" r=\"9\"/>");
      } else {
        int quarters = at(b, 6 + cell) % 4;
        svg.append("<path transform=\"translate(").append(x).append(' ').append(y).append(')');
        if (quarters > 0) {
          svg.append(" rotate(").append(90 * quarters).append(" 16 16)");
        }
        svg.append("\" d=\"").append(PIECES[at(b, 2 + cell) % PIECES.length]).append("\"/>");
      }
    }
    return svg.append("</g></svg>").toString();
  }

  private static int at(byte[] bytes, int index) {
    return Byte.toUnsignedInt(bytes[index]);
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
