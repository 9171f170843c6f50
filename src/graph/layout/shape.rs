//! The measures of a drawing, in abstract units. They follow the look's reference drawings.

/// Measures. Pads are (before the first track, after the last).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// Where the time axis begins, its length, and what is left free behind it.
    pub lead: f64,
    pub length: f64,
    pub tail: f64,
    /// True: `length` holds and lanes may grow. False: `across` holds and the axis may grow.
    pub bounded: bool,
    /// The most that a month may take.
    pub month: f64,
    /// Least distance between two knots' middles.
    pub gap: f64,
    /// Length of a fork's bend.
    pub curve: f64,
    /// Distance between tracks: at best, in the own lane, and at least.
    pub track: f64,
    pub own_track: f64,
    pub track_least: f64,
    pub pad: (f64, f64),
    pub own_pad: (f64, f64),
    /// Least width of a lane, for its name.
    pub lane_least: f64,
    /// Room across for all lanes; tracks close up towards it.
    pub across: f64,
    /// Free room across, before the first lane and after the last.
    pub head: f64,
    pub foot: f64,
    /// The most lanes; further schools share the last.
    pub lanes: usize,
    /// Least distance between two named months.
    pub tick: f64,
}

impl Shape {
    /// Time runs to the right, 960 units wide.
    pub const fn lying() -> Self {
        Shape {
            lead: 150.0,
            length: 750.0,
            tail: 60.0,
            bounded: true,
            month: 110.0,
            gap: 17.0,
            curve: 95.0,
            track: 32.0,
            own_track: 40.0,
            track_least: 18.0,
            pad: (24.0, 22.0),
            own_pad: (26.0, 36.0),
            lane_least: 76.0,
            across: 900.0,
            head: 46.0,
            foot: 8.0,
            lanes: 10,
            tick: 38.0,
        }
    }

    /// Time runs down, 348 units wide.
    pub const fn tall() -> Self {
        Shape {
            lead: 116.0,
            length: 1700.0,
            tail: 44.0,
            bounded: false,
            month: 66.0,
            gap: 16.0,
            curve: 64.0,
            track: 15.0,
            own_track: 15.0,
            track_least: 8.0,
            pad: (12.0, 12.0),
            own_pad: (14.0, 90.0),
            lane_least: 63.0,
            across: 318.0,
            head: 30.0,
            foot: 0.0,
            lanes: 4,
            tick: 22.0,
        }
    }

    /// The large figure of the public home: time runs to the right, 640 units wide, few and generous knots.
    pub const fn heroic() -> Self {
        Shape {
            lead: 24.0,
            length: 582.0,
            tail: 34.0,
            bounded: true,
            month: 600.0,
            gap: 34.0,
            curve: 130.0,
            track: 36.0,
            own_track: 36.0,
            track_least: 26.0,
            pad: (24.0, 24.0),
            own_pad: (24.0, 24.0),
            lane_least: 48.0,
            across: 300.0,
            head: 0.0,
            foot: 0.0,
            lanes: 3,
            tick: 640.0,
        }
    }
}
