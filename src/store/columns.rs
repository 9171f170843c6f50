//! How the domain's types stand in columns, once for both engines: ids as 16 bytes, instants as 64-bit numbers, words as text.
//!
//! The domain does not know diesel, so its types get their column traits here.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, Queryable};
use diesel::expression::AsExpression;
use diesel::internal::derives::as_expression::Bound;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::{BigInt, Binary, Nullable, SingleValue, Text};

use crate::domain::id::Id;
use crate::domain::moment::Moment;
use crate::domain::search::Word;
use crate::domain::words::*;

macro_rules! column_expression {
    ([$($generic:ident)?] $type:ty as $sql:ty) => {
        impl<$($generic)?> AsExpression<$sql> for $type {
            type Expression = Bound<$sql, Self>;
            fn as_expression(self) -> Self::Expression { Bound::new(self) }
        }
        impl<$($generic)?> AsExpression<Nullable<$sql>> for $type {
            type Expression = Bound<Nullable<$sql>, Self>;
            fn as_expression(self) -> Self::Expression { Bound::new(self) }
        }
        impl<'expr, $($generic)?> AsExpression<$sql> for &'expr $type {
            type Expression = Bound<$sql, Self>;
            fn as_expression(self) -> Self::Expression { Bound::new(self) }
        }
        impl<'expr, $($generic)?> AsExpression<Nullable<$sql>> for &'expr $type {
            type Expression = Bound<Nullable<$sql>, Self>;
            fn as_expression(self) -> Self::Expression { Bound::new(self) }
        }
        impl<DB: Backend, $($generic)?> ToSql<Nullable<$sql>, DB> for $type where Self: ToSql<$sql, DB> {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result { <Self as ToSql<$sql, DB>>::to_sql(self, out) }
        }
        impl<DB: Backend, ST: SingleValue, $($generic)?> Queryable<ST, DB> for $type where Self: FromSql<ST, DB> {
            type Row = Self;
            fn build(row: Self) -> deserialize::Result<Self> { Ok(row) }
        }
    };
}

column_expression!([Of] Id<Of> as Binary);
column_expression!([] Moment as BigInt);

column_expression!([] Word as Binary);

impl<DB: Backend> ToSql<Binary, DB> for Word
where
    [u8]: ToSql<Binary, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        <[u8] as ToSql<Binary, DB>>::to_sql(self.bytes(), out)
    }
}

impl<DB: Backend> FromSql<Binary, DB> for Word
where
    Vec<u8>: FromSql<Binary, DB>,
{
    fn from_sql(raw: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Word::kept(String::from_utf8(<Vec<u8> as FromSql<Binary, DB>>::from_sql(raw)?)?))
    }
}

impl<Of, DB: Backend> ToSql<Binary, DB> for Id<Of>
where
    [u8]: ToSql<Binary, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        <[u8] as ToSql<Binary, DB>>::to_sql(self.bytes(), out)
    }
}

impl<Of, DB: Backend> FromSql<Binary, DB> for Id<Of>
where
    Vec<u8>: FromSql<Binary, DB>,
{
    fn from_sql(raw: DB::RawValue<'_>) -> deserialize::Result<Self> {
        let bytes = <Vec<u8> as FromSql<Binary, DB>>::from_sql(raw)?;
        let bytes: [u8; 16] = bytes.try_into().map_err(|bytes: Vec<u8>| format!("an id of {} bytes", bytes.len()))?;
        Ok(Id::from_bytes(bytes))
    }
}

impl<DB: Backend> ToSql<BigInt, DB> for Moment
where
    i64: ToSql<BigInt, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        <i64 as ToSql<BigInt, DB>>::to_sql(self.millis_ref(), out)
    }
}

impl<DB: Backend> FromSql<BigInt, DB> for Moment
where
    i64: FromSql<BigInt, DB>,
{
    fn from_sql(raw: DB::RawValue<'_>) -> deserialize::Result<Self> {
        <i64 as FromSql<BigInt, DB>>::from_sql(raw).map(Moment::from_millis)
    }
}

macro_rules! word_columns {
    ($($type:ty),* $(,)?) => {$(
        column_expression!([] $type as Text);

        impl<DB: Backend> ToSql<Text, DB> for $type where str: ToSql<Text, DB> {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                <str as ToSql<Text, DB>>::to_sql(self.word(), out)
            }
        }

        impl<DB: Backend> FromSql<Text, DB> for $type where String: FromSql<Text, DB> {
            fn from_sql(raw: DB::RawValue<'_>) -> deserialize::Result<Self> {
                Ok(<String as FromSql<Text, DB>>::from_sql(raw)?.parse::<$type>()?)
            }
        }
    )*};
}

word_columns!(
    Level,
    Preset,
    Position,
    Via,
    Path,
    Origin,
    Tie,
    OfferState,
    InterestState,
    TutorialState,
    Agreement,
    DemonstrationState,
    ConcernReader,
    ConcernState,
    VisitState,
    MoveState,
    Reach,
    Seen,
    FileKind,
    Purpose,
    ListKind,
    ListState,
);
