//! Rows of edges that can grow and shrink, in one piece of memory.

/// The same from learners to tutors as from tutors to learners. The order within a row means nothing.
pub(super) struct Rows {
    spans: Vec<Span>,
    to: Vec<u32>,
    score: Vec<u16>,
    /// Entries of `to` that belong to no row any more.
    wasted: usize,
}

#[derive(Clone, Copy, Default)]
struct Span {
    start: usize,
    length: u32,
    room: u32,
}

impl Rows {
    pub(super) fn new<'a>(rows: usize, row: impl Fn(u32) -> (&'a [u32], &'a [u16])) -> Rows {
        let mut made = Rows { spans: Vec::with_capacity(rows), to: Vec::new(), score: Vec::new(), wasted: 0 };
        for at in (0_u32..).take(rows) {
            let (to, score) = row(at);
            let length = u32::try_from(to.len()).expect("checked when it was made");
            made.spans.push(Span { start: made.to.len(), length, room: length });
            made.to.extend_from_slice(to);
            made.score.extend_from_slice(score);
        }
        made
    }

    #[inline]
    pub(super) fn of(&self, row: u32) -> (&[u32], &[u16]) {
        let Span { start, length, .. } = self.spans[row as usize];
        (&self.to[start..start + length as usize], &self.score[start..start + length as usize])
    }

    /// One more row, empty. Its number.
    pub(super) fn add(&mut self) -> u32 {
        self.spans.push(Span::default());
        u32::try_from(self.spans.len() - 1).expect("checked by the caller")
    }

    /// An edge; where it is there already, the better score is kept.
    pub(super) fn push(&mut self, row: u32, to: u32, score: u16) {
        let span = self.spans[row as usize];
        let used = span.start..span.start + span.length as usize;
        if let Some(at) = self.to[used.clone()].iter().position(|&other| other == to) {
            let kept = &mut self.score[used.start + at];
            *kept = score.max(*kept);
            return;
        }
        if span.length == span.room {
            self.move_to_the_end(row);
        }
        let span = &mut self.spans[row as usize];
        let at = span.start + span.length as usize;
        span.length += 1;
        (self.to[at], self.score[at]) = (to, score);
    }

    pub(super) fn remove(&mut self, row: u32, to: u32) {
        let span = &mut self.spans[row as usize];
        let used = span.start..span.start + span.length as usize;
        if let Some(at) = self.to[used.clone()].iter().position(|&other| other == to) {
            (self.to[used.start + at], self.score[used.start + at]) = (self.to[used.end - 1], self.score[used.end - 1]);
            span.length -= 1;
        }
    }

    pub(super) fn clear(&mut self, row: u32) {
        self.spans[row as usize].length = 0;
    }

    /// Gives a row room for twice as many. What it leaves is wasted, until half of everything is.
    fn move_to_the_end(&mut self, row: u32) {
        let Span { start, length, room } = self.spans[row as usize];
        let used = start..start + length as usize;
        let span = Span { start: self.to.len(), length, room: (room * 2).max(4) };
        self.to.extend_from_within(used.clone());
        self.score.extend_from_within(used);
        self.to.resize(span.start + span.room as usize, 0);
        self.score.resize(span.start + span.room as usize, 0);
        self.spans[row as usize] = span;
        self.wasted += room as usize;
        if self.wasted > self.to.len() / 2 {
            self.close_up();
        }
    }

    fn close_up(&mut self) {
        let (mut to, mut score) = (Vec::with_capacity(self.to.len()), Vec::with_capacity(self.to.len()));
        for span in &mut self.spans {
            let all = span.start..span.start + span.room as usize;
            span.start = to.len();
            to.extend_from_slice(&self.to[all.clone()]);
            score.extend_from_slice(&self.score[all]);
        }
        (self.to, self.score, self.wasted) = (to, score, 0);
    }
}
