package io.levee;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Map;

/** Who may look into whom: the map of docs/ARCHITECTURE.md, held. */
@AnalyzeClasses(packages = "io.levee", importOptions = ImportOption.DoNotIncludeTests.class)
final class FloorPlanTest {
  private static final Map<String, Integer> LEVELS =
      Map.ofEntries(
          Map.entry("conversation", 0),
          Map.entry("settings", 0),
          Map.entry("json", 0),
          Map.entry("redis", 1),
          Map.entry("postgres", 1),
          Map.entry("channel", 2),
          Map.entry("admission", 2),
          Map.entry("session", 2),
          Map.entry("journal", 2),
          Map.entry("understanding", 2),
          Map.entry("knowledge", 2),
          Map.entry("handoff", 2),
          Map.entry("storefront", 2),
          Map.entry("dialogue", 3),
          Map.entry("desk", 3),
          Map.entry("uploads", 3),
          Map.entry("turn", 4),
          Map.entry("ops", 4),
          Map.entry("demoshop", 4),
          Map.entry("replay", 4),
          Map.entry("eval", 4),
          Map.entry("bench", 4),
          Map.entry("simulate", 4),
          Map.entry("pages", 4),
          Map.entry("app", 5));

  @ArchTest
  static final ArchRule everyRoomLooksDownOnly =
      ArchRuleDefinition.classes().should(lookDownOnly()).allowEmptyShould(true);

  @ArchTest
  static final ArchRule theThinkingRoomsKnowNothingOfVertx =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.levee.conversation..",
              "io.levee.settings..",
              "io.levee.json..",
              "io.levee.understanding..",
              "io.levee.dialogue..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule theSharedWordsNeedOnlyTheJdk =
      noClasses()
          .that()
          .resideInAnyPackage("io.levee.conversation..", "io.levee.settings..", "io.levee.json..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are neither theirs nor the JDK's",
                  c -> !c.getPackageName().startsWith("java.") && room(c) == null))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule theLoadTesterIsAClientLikeAnyOther =
      noClasses()
          .that()
          .resideInAPackage("io.levee.replay..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are in another room than conversation and settings",
                  c -> room(c) != null && LEVELS.get(room(c)) > 0 && !"replay".equals(room(c))))
          .allowEmptyShould(true);

  private static String room(JavaClass c) {
    String name = c.getPackageName();
    if (!name.startsWith("io.levee.")) {
      return null;
    }
    return name.substring("io.levee.".length()).split("\\.")[0];
  }

  private static ArchCondition<JavaClass> lookDownOnly() {
    return new ArchCondition<>("look into lower rooms only") {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        String room = room(from);
        if (room == null) {
          return;
        }
        Integer level = LEVELS.get(room);
        if (level == null) {
          events.add(
              SimpleConditionEvent.violated(
                  from, from.getName() + " is in a room that is not on the map"));
          return;
        }
        from.getDirectDependenciesFromSelf()
            .forEach(
                d -> {
                  String other = room(d.getTargetClass());
                  if (other != null
                      && !other.equals(room)
                      && LEVELS.getOrDefault(other, 99) >= level) {
                    events.add(SimpleConditionEvent.violated(from, d.getDescription()));
                  }
                });
      }
    };
  }
}
