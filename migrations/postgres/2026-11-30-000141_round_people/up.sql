-- Which rounds somebody was in, or held, for whoever takes out what is kept about her.
CREATE INDEX round_pairs_learner ON round_pairs (learner);
CREATE INDEX round_pairs_tutor ON round_pairs (tutor);
CREATE INDEX rounds_held_by ON rounds (held_by);
