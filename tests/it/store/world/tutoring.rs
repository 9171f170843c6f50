//! What happens in a tutorial of the random world: its record, its demonstrations and their corrections, its end.

use relevo::domain::fact::*;
use relevo::domain::words::*;

use super::{Held, Tutored, World};

impl World {
    pub(super) fn write(&mut self, a: u8, b: u8) -> Vec<Fact> {
        let Some(number) = usize::from(a).checked_rem(self.tutorials.len()) else { return vec![] };
        let (tutorial, on) = (self.tutorials[number].id, self.today);
        let (one, other) = (self.tutorials[number].learner, self.tutorials[number].tutor);
        let (learner, tutor) = (self.people[one].id, self.people[other].id);
        let text = format!("Palabras {}", self.made);
        match b % 6 {
            0 | 1 if !self.people[one].erased => {
                let entry = self.id();
                self.entries.push((entry, one));
                vec![EntryWritten { entry, tutorial, learner, day: on, text }.into()]
            }
            2 => {
                let Some((entry, author)) = self.entries.last().copied().filter(|(_, author)| !self.people[*author].erased) else {
                    return vec![];
                };
                let (learner, by) = (self.people[author].id, self.people[other].id);
                vec![if b.is_multiple_of(4) {
                    EntryCorrected { entry, learner, text }.into()
                } else {
                    EntrySetRight { entry, learner, by, text }.into()
                }]
            }
            3 => self.entries.pop().map(|(entry, _)| EntryWithdrawn { entry }.into()).into_iter().collect(),
            4 if !self.people[one].erased && !self.people[other].erased => {
                let note = self.id();
                self.notes.push(note);
                vec![NoteWritten { note, tutorial, tutor, learner, day: on, text }.into()]
            }
            _ => self.notes.pop().map(|note| NoteWithdrawn { note }.into()).into_iter().collect(),
        }
    }

    pub(super) fn demonstrate(&mut self, a: u8, b: u8) -> Vec<Fact> {
        let Some(number) = usize::from(a).checked_rem(self.tutorials.len()) else { return vec![] };
        let Tutored { id: tutorial, learner, tutor, topic, parent, open, plan } = self.tutorials[number];
        if !open {
            return vec![];
        }
        let (on, school, erased) = (self.today, self.school(learner), self.people[learner].erased || self.people[tutor].erased);
        let ids = (self.people[learner].id, self.people[tutor].id, self.topics[topic].0);
        let (invited, witness) = (vec![ids.1; 2], self.people[usize::from(b) % self.people.len()].id);
        if b % 5 < 2 {
            if let Some(demonstration) = plan.filter(|_| b.is_multiple_of(5)) {
                self.tutorials[number].plan = None;
                return vec![DemonstrationCancelled { demonstration }.into()];
            }
            if erased {
                return vec![];
            }
            let demonstration = plan.unwrap_or_else(|| self.id());
            self.tutorials[number].plan = Some(demonstration);
            let place = format!("Lugar {}", self.made);
            let ((learner, tutor, topic), on) = (ids, on);
            return vec![DemonstrationPlanned { demonstration, tutorial, learner, tutor, topic, school, day: on, place, invited }.into()];
        }
        let demonstration = self.tutorials[number].plan.take().unwrap_or_else(|| self.id());
        let ready = b.is_multiple_of(2) && self.masters(learner, topic).is_none();
        let outcome = if ready { Outcome::Ready } else { Outcome::NotYet };
        let (witnesses, audience) = (vec![witness, witness], vec![(Audience::Students, 9)]);
        let (path, recorded_by) = (Path::Tutorial, ids.1);
        let (tutorial, tutored_by) = (Some(tutorial), Some(ids.1));
        let (person, of) = (ids.0, ids.2);
        let mut facts: Vec<Fact> = vec![
            DemonstrationHeld {
                demonstration,
                learner: person,
                topic: of,
                school,
                path,
                day: on,
                outcome,
                witnesses,
                audience,
                recorded_by,
                tutorial,
                tutor: tutored_by,
            }
            .into(),
        ];
        if !erased {
            let told = format!("Contado {}", self.made);
            let (place, shown, asked, reason) = (told.clone(), told.clone(), told.clone(), told);
            facts.push(DemonstrationTold { demonstration, learner: person, tutor: tutored_by, place, shown, asked, reason }.into());
        }
        let mut mastery = None;
        if ready {
            facts.push(self.grant(learner, topic, Some(parent), Some(demonstration), true));
            mastery = Some(self.masteries.len() - 1);
            self.tutorials[number].open = false;
        }
        self.held.push(Held { id: demonstration, tutorial: number, day: on, outcome, mastery });
        facts
    }

    /// The record was wrong: in its outcome, or altogether.
    pub(super) fn correct(&mut self, a: u8, b: u8) -> Vec<Fact> {
        let Some(number) = usize::from(a).checked_rem(self.held.len()) else { return vec![] };
        let Held { id: demonstration, tutorial, day: held_on, outcome, mastery } = self.held[number];
        let Tutored { learner, topic, parent, .. } = self.tutorials[tutorial];
        let mut facts = vec![];
        if let Some(mastery) = mastery {
            if self.masteries[mastery].live {
                facts.push(self.withdraw(mastery));
            }
            self.tutorials[tutorial].open = true;
        }
        self.held[number].mastery = None;
        if b.is_multiple_of(2) {
            self.held.remove(number);
            facts.push(DemonstrationWithdrawn { demonstration, day: self.today }.into());
            return facts;
        }
        let promotes = outcome == Outcome::NotYet && self.tutorials[tutorial].open && self.masters(learner, topic).is_none();
        let outcome = if promotes { Outcome::Ready } else { Outcome::NotYet };
        self.held[number].outcome = outcome;
        let (witnesses, audience) = (vec![], vec![(Audience::Teachers, 1)]);
        facts.push(DemonstrationCorrected { demonstration, day: held_on, outcome, witnesses, audience }.into());
        if promotes {
            let mut granted = self.grant(learner, topic, Some(parent), Some(demonstration), true);
            if let Fact::MasteryGranted(granted) = &mut granted {
                granted.day = held_on;
            }
            facts.push(granted);
            self.held[number].mastery = Some(self.masteries.len() - 1);
            self.tutorials[tutorial].open = false;
        }
        facts
    }

    pub(super) fn end(&mut self, a: u8, b: u8) -> Vec<Fact> {
        let Some(number) = usize::from(a).checked_rem(self.tutorials.len()).filter(|number| self.tutorials[*number].open) else {
            return vec![];
        };
        let (tutorial, on) = (self.tutorials[number].id, self.today);
        let (learner, tutor) = (&self.people[self.tutorials[number].learner], &self.people[self.tutorials[number].tutor]);
        let reason = format!("Motivo {}", self.made);
        let mut facts: Vec<Fact> = vec![RehearsalAsked { tutorial, day: on }.into(), RehearsalHeld { tutorial, day: on }.into()];
        if b.is_multiple_of(4) {
            facts.push(RehearsalWithdrawn { tutorial }.into());
        }
        if b.is_multiple_of(6) {
            // Stopped by mistake.
            facts.push(TutorialStopped { tutorial, day: on }.into());
            facts.push(TutorialResumed { tutorial }.into());
        }
        if b.is_multiple_of(3) {
            facts.push(TutorialStopped { tutorial, day: on }.into());
            if !learner.erased && !tutor.erased {
                facts.push(TutorialStopExplained { tutorial, learner: learner.id, tutor: tutor.id, reason }.into());
            }
            self.tutorials[number].open = false;
        }
        facts
    }
}
