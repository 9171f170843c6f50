DROP INDEX rounds_held_by;
DROP INDEX round_pairs_tutor;
DROP INDEX round_pairs_learner;
