package dev.microblog.avatar;

import dev.microblog.platform.text.Folding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The patch of a name: a drawing of 64 by 64 in two colours. The same name gives the same patch on
/// every server; nobody else is asked.
///
/// @param ground colour of the square, as `#rrggbb`
/// @param figure colour of what is on it
/// @param path outline of the figure, as the `d` of an SVG path: three pieces and the full stop
public record Avatar(String ground, String figure, String path) {
  /// Ground and figure of each pair.
  private static final String[][] COLOURS = {
    {"#ac4e77", "#f9dcb6"}, {"#387f5c", "#f4eaac"}, {"#4970b0", "#ffd3b2"}, {"#b35537", "#f5e7c3"},
    {"#267c85", "#d5efbe"}, {"#8160a5", "#ffcce5"}, {"#966b27", "#f9efc9"}, {"#567d3f", "#bff0ec"},
    {"#b64b50", "#ffced5"}, {"#4f728a", "#fddd9c"}, {"#1e7ca1", "#cef3fa"}, {"#8b6187", "#beedbe"}
  };

  private static final int CELL = 32;

  /// A piece of the outline, from where the last one ended.
  ///
  /// @param radius of the arc, 0 for a line
  /// @param sweep the way an arc turns, as SVG has it
  private record Step(int radius, int sweep, int dx, int dy) {}

  /// A figure in a cell that is turned by quarters.
  private record Piece(int x, int y, List<Step> steps) {
    String outline(int cellX, int cellY, int quarters) {
      int startX = x;
      int startY = y;
      for (int i = 0; i < quarters; i++) {
        int turned = CELL - startY;
        startY = startX;
        startX = turned;
      }
      StringBuilder outline = new StringBuilder(64);
      outline.append('M').append(cellX + startX).append(' ').append(cellY + startY);
      for (Step step : steps) {
        int dx = step.dx;
        int dy = step.dy;
        for (int i = 0; i < quarters; i++) {
          int turned = -dy;
          dy = dx;
          dx = turned;
        }
        if (step.radius > 0) {
          outline.append('a').append(step.radius).append(' ').append(step.radius);
          outline.append(" 0 0 ").append(step.sweep).append(' ');
        } else {
          outline.append('l');
        }
        outline.append(dx).append(' ').append(dy);
      }
      return outline.append('z').toString();
    }
  }

  private static final Piece[] PIECES = {
    // Quarter disc, leaf, arch, half square, bow, hollow.
    new Piece(0, 0, List.of(line(32, 0), arc(32, 1, -32, 32))),
    new Piece(0, 0, List.of(arc(32, 1, 32, 32), arc(32, 1, -32, -32))),
    new Piece(0, 32, List.of(line(0, -16), arc(16, 1, 32, 0), line(0, 16))),
    new Piece(0, 0, List.of(line(32, 0), line(-32, 32))),
    new Piece(32, 0, List.of(arc(32, 1, -32, 32), line(0, -16), arc(16, 0, 16, -16))),
    new Piece(0, 0, List.of(line(32, 0), line(0, 32), arc(32, 0, -32, -32)))
  };

  private static final Piece FULL_STOP =
      new Piece(7, 16, List.of(arc(9, 1, 18, 0), arc(9, 1, -18, 0)));

  private static Step line(int dx, int dy) {
    return new Step(0, 0, dx, dy);
  }

  private static Step arc(int radius, int sweep, int dx, int dy) {
    return new Step(radius, sweep, dx, dy);
  }

  /// Pages show the same few people again and again, and drawing costs more than a query's row.
  private static final Map<String, Avatar> DRAWN = new ConcurrentHashMap<>();

  private static final int MOST_DRAWN = 1_000;
  private static final int LONGEST_KEPT = 64;

  /// The patch of a name, whatever its case.
  public static Avatar of(String name) {
    if (name.length() > LONGEST_KEPT) {
      return draw(name);
    }
    if (DRAWN.size() > MOST_DRAWN) {
      DRAWN.clear();
    }
    return DRAWN.computeIfAbsent(name, Avatar::draw);
  }

  private static Avatar draw(String name) {
    byte[] b = digest(Folding.key(name));
    String[] colours = COLOURS[at(b, 0) % COLOURS.length];
    int dot = at(b, 1) % 4;
    StringBuilder path = new StringBuilder(200);
    for (int cell = 0; cell < 4; cell++) {
      Piece piece = cell == dot ? FULL_STOP : PIECES[at(b, 2 + cell) % PIECES.length];
      int quarters = cell == dot ? 0 : at(b, 6 + cell) % 4;
      path.append(piece.outline(cell % 2 * CELL, cell / 2 * CELL, quarters));
    }
    return new Avatar(colours[0], colours[1], path.toString());
  }

  /// The patch as a file.
  public String svg() {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">\
    <path fill="%1$s" d="M0 0h64v64H0z"/>\
    <path fill="%2$s" stroke="%2$s" stroke-width=".5" d="%3$s"/>\
    </svg>"""
        .formatted(ground, figure, path);
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
