package dev.microblog.platform.id;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.db.Engine;
import dev.microblog.platform.db.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PastIdsTest {
  private static final long MOMENT = 1_700_000_000_000L;

  private final TestDatabase database = TestDatabase.migrated(Engine.SQLITE);
  private final Ids ids = TestIds.over(database.database());

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void idsStandInTheOrderOfTheirMoments() {
    List<Long> minted =
        new PastIds(ids).mint(List.of(MOMENT + 5, MOMENT, MOMENT + 2), _ -> Set.of());

    assertThat(minted.stream().map(Ids::millis)).containsExactly(MOMENT + 5, MOMENT, MOMENT + 2);
  }

  @Test
  void aThousandOfOneMomentAreDifferentAndInTheirOrder() {
    List<Long> minted = new PastIds(ids).mint(Collections.nCopies(1000, MOMENT), _ -> Set.of());

    assertThat(minted).doesNotHaveDuplicates().isSorted();
    assertThat(Ids.millis(minted.getLast())).isEqualTo(MOMENT + 7);
  }

  @Test
  void whatIsTakenIsLeftOutHoweverMuchThatIs() {
    Set<Long> taken = new HashSet<>();
    for (int round = 1; round <= 5; round++) {
      // Each time as after a start, when nothing is remembered.
      List<Long> minted =
          new PastIds(ids)
              .mint(
                  Collections.nCopies(300, MOMENT),
                  some -> {
                    Set<Long> found = new HashSet<>(some);
                    found.retainAll(taken);
                    return found;
                  });
      assertThat(minted).as("in their order").isSorted();
      taken.addAll(minted);
      assertThat(taken).as("none twice").hasSize(300 * round);
    }
  }

  @Test
  void whatIsTooMuchForAMomentDoesNotMeetWhatIsOfTheNext() {
    List<Long> moments = new ArrayList<>(Collections.nCopies(300, MOMENT));
    moments.addAll(Collections.nCopies(300, MOMENT + 1));

    assertThat(new PastIds(ids).mint(moments, _ -> Set.of())).doesNotHaveDuplicates();
  }

  @Test
  void whatIsOlderThanAllIdsComesFirst() {
    List<Long> minted = new PastIds(ids).mint(List.of(Long.MIN_VALUE, 0L, MOMENT), _ -> Set.of());

    assertThat(minted).doesNotHaveDuplicates().isSorted().allMatch(id -> id > 0);
  }
}
