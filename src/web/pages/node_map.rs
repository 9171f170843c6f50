//! Where the places of a node lie, as GeoJSON (RFC 7946): for whoever draws maps. Places and their keys, and never a person.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::actions::ground;
use crate::actions::map::rounded;
use crate::domain::id::NodeId;
use crate::domain::policy::{Caller, Verb};
use crate::store::queries::tree::{self, Presets};
use crate::store::rows::NodeRow;
use crate::web::{Answer, App, Error, forms};

/// More than a large state has.
const MOST: i64 = 20_000;

#[derive(Serialize)]
struct Collection {
    #[serde(rename = "type")]
    kind: &'static str,
    features: Vec<Feature>,
    /// How many places are not told. RFC 7946 lets a collection have members of its own.
    left_out: i64,
}

#[derive(Serialize)]
struct Feature {
    #[serde(rename = "type")]
    kind: &'static str,
    id: String,
    geometry: Point,
    properties: Properties,
}

#[derive(Serialize)]
struct Point {
    #[serde(rename = "type")]
    kind: &'static str,
    coordinates: [f64; 2],
}

#[derive(Serialize)]
struct Properties {
    name: String,
    level: &'static str,
    /// What that level is called there.
    called: &'static str,
    cct: Option<String>,
    shift: Option<String>,
}

fn feature(row: NodeRow, presets: &Presets) -> Option<Feature> {
    // East before north, as the RFC has it.
    let coordinates = [rounded(row.longitude?), rounded(row.latitude?)];
    Some(Feature {
        kind: "Feature",
        id: row.id.to_string(),
        geometry: Point { kind: "Point", coordinates },
        properties: Properties {
            name: row.name,
            level: row.level.word(),
            called: presets.of(row.id).call(row.level),
            cct: row.cct,
            shift: row.shift,
        },
    })
}

/// The places at and under a node whose position is known.
pub async fn geojson(app: web::Data<App>, path: web::Path<String>) -> Answer {
    let node: NodeId = forms::id(&path)?;
    let ((rows, all), presets) = app
        .db
        .read(move |conn| {
            // The same for everybody: what not everybody may read has no place in it.
            ground::allow_at(conn, &Caller::ANONYMOUS, Verb::ReadNode, node)?;
            Ok::<_, Error>((tree::placed(conn, node, MOST)?, Presets::under(conn, node)?))
        })
        .await?;
    let left_out = all - i64::try_from(rows.len()).unwrap_or(all);
    let features = rows.into_iter().filter_map(|row| feature(row, &presets)).collect();
    let body = serde_json::to_string(&Collection { kind: "FeatureCollection", features, left_out });
    let body = body.map_err(|error| Error::Fault(error.to_string()))?;
    Ok(HttpResponse::Ok().content_type("application/geo+json").body(body))
}
