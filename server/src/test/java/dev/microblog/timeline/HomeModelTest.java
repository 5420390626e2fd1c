package dev.microblog.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Engine;
import dev.microblog.platform.db.OnEachEngine;
import dev.microblog.platform.db.Page;
import dev.microblog.platform.db.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random acts on the home timeline, compared page by page with a naive model after each drain. The
/// lists are so short, and popular is so little, that the posts below the floor of a list and the
/// posts that are merged in on reading are met all the time.
@OnEachEngine
class HomeModelTest {
  private static final HomeLists.Sizes SMALL = new HomeLists.Sizes(30, 3, 2);
  private static final int PEOPLE = 7;
  private static final int POPULAR = 3;
  private static final int ACTS_A_ROUND = 30;

  private final TestDatabase on;

  HomeModelTest(TestDatabase on) {
    this.on = on;
  }

  private static final class Model {
    final TreeMap<Long, Long> authorByPost = new TreeMap<>();
    final Map<Long, Set<Long>> followed = new HashMap<>();
    final Map<Long, Set<Long>> muted = new HashMap<>();
    final Set<Long> pending = new HashSet<>();

    Set<Long> followedBy(Viewer viewer) {
      return followed.computeIfAbsent(viewer.id(), _ -> new HashSet<>());
    }

    Set<Long> mutedBy(Viewer viewer) {
      return muted.computeIfAbsent(viewer.id(), _ -> new HashSet<>());
    }

    List<Long> home(Viewer viewer) {
      Set<Long> authors = new HashSet<>(followedBy(viewer));
      authors.removeAll(mutedBy(viewer));
      return authorByPost.descendingMap().entrySet().stream()
          .filter(e -> e.getValue() == viewer.id() || authors.contains(e.getValue()))
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyPageIsAsTheModelHasIt(long seed) {
    int rounds = on.engine() == Engine.SQLITE ? 25 : 4;
    Random random = new Random(seed);
    Model model = new Model();
    try (HomeWorld world = new HomeWorld(on, PEOPLE, POPULAR, SMALL)) {
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < ACTS_A_ROUND; i++) {
          act(world, model, random);
        }
        world.drain();
        model.pending.clear();
        for (Viewer viewer : world.people) {
          assertPages(world, viewer, model.home(viewer), random);
        }
      }
    }
  }

  private static void act(HomeWorld world, Model model, Random random) {
    Viewer one = any(world.people, random);
    Viewer other = any(world.people, random);
    switch (random.nextInt(40)) {
      case 0, 1, 2, 3, 4 -> {
        if (one.id() != other.id()) {
          world.follow(one, other);
          model.followedBy(one).add(other.id());
        }
      }
      case 5, 6, 7 -> {
        world.unfollow(one, other);
        model.followedBy(one).remove(other.id());
      }
      case 8, 9, 10 -> {
        if (!model.authorByPost.isEmpty()) {
          long id = any(List.copyOf(model.authorByPost.keySet()), random);
          Viewer author = author(world, Objects.requireNonNull(model.authorByPost.get(id)));
          world.posts.delete(author, id);
          model.authorByPost.remove(id);
        }
      }
      case 11, 12 -> assertSeenInTheMeantime(world, model, one, random);
      case 13 -> world.openWithoutFilling(one);
      case 14 -> {
        if (random.nextInt(4) == 0) {
          world.passAMonth(random.nextBoolean() ? List.of() : List.of(one, other));
        }
      }
      case 15, 16 -> {
        world.drain();
        model.pending.clear();
      }
      case 17 -> {
        if (one.id() != other.id()) {
          world.mutes.mute(one, other.name());
          model.mutedBy(one).add(other.id());
        }
      }
      case 18 -> {
        world.mutes.unmute(one, other.name());
        model.mutedBy(one).remove(other.id());
      }
      default -> {
        long id = world.post(one);
        model.authorByPost.put(id, one.id());
        model.pending.add(id);
      }
    }
  }

  private static Viewer author(HomeWorld world, long id) {
    return world.people.stream().filter(p -> p.id() == id).findFirst().orElseThrow();
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  /// Posts that are still in the outbox may be seen or not; all others are as the model has them.
  private static void assertSeenInTheMeantime(
      HomeWorld world, Model model, Viewer viewer, Random random) {
    List<Long> all = model.home(viewer);
    Cursor cursor = anyCursor(all, random);
    List<Long> seen = world.home(viewer, cursor).items();
    assertThat(all).containsAll(seen);
    assertThat(seen).isSortedAccordingTo((a, b) -> Long.compare(b, a)).doesNotHaveDuplicates();
    if (!seen.isEmpty()) {
      List<Long> between =
          all.stream()
              .filter(id -> id <= seen.getFirst() && id >= seen.getLast())
              .filter(id -> seen.contains(id) || !model.pending.contains(id))
              .toList();
      assertThat(seen).isEqualTo(between);
    }
  }

  private static Cursor anyCursor(List<Long> all, Random random) {
    long id = all.isEmpty() ? 1 : any(all, random) + random.nextInt(-1, 2);
    return switch (random.nextInt(4)) {
      case 0 -> new Cursor.Before(Math.max(1, id));
      case 1 -> new Cursor.After(Math.max(1, id));
      case 2 -> new Cursor.Numbered(1 + random.nextInt(5));
      default -> Cursor.first();
    };
  }

  /// From the newest page down to the oldest and back, and a few pages from anywhere.
  private static void assertPages(HomeWorld world, Viewer viewer, List<Long> all, Random random) {
    List<Cursor> cursors = new ArrayList<>();
    Cursor cursor = Cursor.first();
    Page<Long> page = NaivePages.of(all, cursor);
    cursors.add(cursor);
    while (page.older() != null) {
      cursor = page.older();
      page = NaivePages.of(all, cursor);
      cursors.add(cursor);
    }
    while (page.newer() != null) {
      cursor = page.newer();
      page = NaivePages.of(all, cursor);
      cursors.add(cursor);
    }
    for (int i = 0; i < 4; i++) {
      cursors.add(anyCursor(all, random));
    }
    for (Cursor each : cursors) {
      assertThat(world.home(viewer, each))
          .as("%s of %s, who has %s", each, viewer, all.size())
          .isEqualTo(NaivePages.of(all, each));
    }
  }
}
