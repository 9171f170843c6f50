//! Packages as they come, sound and broken, and what goes out read again.

use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::files::MANIFEST;
use super::*;
use crate::domain::id::Id;
use crate::domain::moment::Day;
use crate::domain::words::{Level, Position};
use crate::exchange::people::read_people;
use crate::store::queries::people::MemberView;

fn today() -> Day {
    Day::from_ymd_opt(2026, 11, 30).expect("a day")
}

fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a file");
        archive.write_all(text.as_bytes()).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

fn manifest(version: &str, there: &[(&str, &str)]) -> String {
    let mut text = format!("propertyName,value\nmanifest.version,1.0\noneroster.version,{version}\n");
    for name in MANIFEST {
        let said = there.iter().find(|(file, _)| *file == name).map_or("absent", |(_, said)| said);
        text.push_str(&format!("file.{name},{said}\n"));
    }
    text
}

const ORGS: &str = "sourcedId,name,type,identifier,parentSourcedId
e,Guanajuato,state,,
s1,Telesecundaria 1,school,11DTV0001A,e
s2,Primaria 2,school,11DPR0002B,e
";
const USERS: &str = "sourcedId,enabledUser,username,givenName,familyName,email,phone,grades,preferredGivenName
u1,true,itzel,Itzel,Núñez Paz,itzel@example.mx,4731234567,08,
u2,true,,Luis Fernando,Soto,,,,Luis
u3,true,prof,Rosa,Arce,,,,
u4,false,gone,Nadie,Ya,,,09,
u5,true,two,Emilia,Ríos,,,03,
";
const ROLES: &str = "sourcedId,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId
r1,u1,primary,student,,,s1
r2,u2,primary,student,,,s1
r3,u3,secondary,parent,,,s1
r4,u3,primary,teacher,,,s1
r5,u4,primary,student,,,s1
r6,u5,primary,student,,2026-06-30,s1
r7,u5,primary,student,,,s2
";
const CLASSES: &str = "sourcedId,title,grades,courseSourcedId,classCode,classType,schoolSourcedId,termSourcedIds
c1,Segundo A,08,x,A,homeroom,s1,t
c2,Matemáticas,08,x,M,scheduled,s1,t
";
const ENROLLMENTS: &str = "sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role
n1,c2,s1,u1,student
n2,c1,s1,u1,student
n3,c1,s1,u2,student
n4,c1,s1,u3,teacher
";
const BULK: [(&str, &str); 5] = [("orgs", "bulk"), ("users", "bulk"), ("roles", "bulk"), ("classes", "bulk"), ("enrollments", "bulk")];

/// A sound package, with one of its files replaced.
fn package(replaced: &str, by: &str) -> Vec<u8> {
    let all = manifest("1.2", &BULK);
    let files = [
        ("manifest.csv", all.as_str()),
        ("orgs.csv", ORGS),
        ("users.csv", USERS),
        ("roles.csv", ROLES),
        ("classes.csv", CLASSES),
        ("enrollments.csv", ENROLLMENTS),
    ];
    archive(&files.map(|(name, text)| (name, if name == replaced { by } else { text })))
}

fn rows(list: &Table) -> Vec<(u64, Vec<String>)> {
    list.rows().map(|(row, cells)| (row, cells.to_vec())).collect()
}

#[test]
fn each_school_comes_out_as_the_plain_list_of_its_people() {
    let read = read(&package("", ""), today()).expect("a package");
    assert_eq!(read.flaws, []);
    let schools: Vec<_> = read.schools.iter().map(|school| (school.name.as_str(), school.key.as_deref())).collect();
    assert_eq!(schools, [("Telesecundaria 1", Some("11DTV0001A")), ("Primaria 2", Some("11DPR0002B"))]);
    let row = |number: u64, cells: [&str; 6]| (number, [&cells[..], &["", ""]].concat().into_iter().map(str::to_owned).collect::<Vec<_>>());
    // The eighth grade is a telesecundaria's second; Luis goes by another name; Rosa is a teacher before she is a mother; who is not
    // enabled, or whose role has ended, is not there.
    assert_eq!(
        rows(&read.schools[0].list),
        [
            row(2, ["Itzel", "Núñez Paz", "2", "A", "estudiante", ""]),
            row(3, ["Luis", "Soto", "2", "A", "estudiante", ""]),
            row(4, ["Rosa", "Arce", "", "", "docente", ""]),
        ]
    );
    assert_eq!(rows(&read.schools[1].list), [row(6, ["Emilia", "Ríos", "3", "", "estudiante", ""])]);
    for gone in ["users: email", "users: phone", "users: password", "users: identifier"] {
        assert!(read.dropped.iter().any(|dropped| dropped == gone), "{gone}: {:?}", read.dropped);
    }
    let people = read_people(&read.schools[0].list).expect("a list");
    assert_eq!(people.refused, []);
    assert_eq!(people.rows[0].told_apart.as_deref(), Some("Itzel N."));
}

#[test]
fn a_package_of_the_version_before_has_roles_in_the_rows_of_users() {
    let users = "sourcedId,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,grades
u1,true,s1,student,itzel,,Itzel,Paz,07
u3,true,\"s1,s2\",teacher,rosa,,Rosa,Arce,
u6,true,nowhere,student,x,,Ana,Sol,
";
    let all = manifest("1.1", &[("orgs", "bulk"), ("users", "bulk")]);
    let read = read(&archive(&[("manifest.csv", &all), ("orgs.csv", ORGS), ("users.csv", users)]), today()).expect("a package");
    assert_eq!(rows(&read.schools[0].list).len(), 2);
    assert_eq!(rows(&read.schools[1].list).len(), 1);
    assert_eq!(read.flaws, [Flaw { file: "users".into(), row: 4, what: FlawKind::Dangling("orgSourcedIds".into()) }]);
}

#[test]
fn who_is_to_be_deleted_is_told_as_gone() {
    let users = USERS.replace("sourcedId,", "sourcedId,status,").replace("u1,", "u1,tobedeleted,");
    let users = ["u2", "u3", "u4", "u5"].iter().fold(users, |text, id| text.replace(&format!("\n{id},"), &format!("\n{id},active,")));
    let read = read(&package("users.csv", &users), today()).expect("a package");
    let people = read_people(&read.schools[0].list).expect("a list");
    let told: Vec<_> = people.rows.iter().map(|row| (row.name.as_str(), row.gone)).collect();
    assert_eq!(told, [("Itzel", true), ("Luis", false), ("Rosa", false)]);
    // Who is there no longer in this role is not there in it.
    let roles =
        ROLES.replace("sourcedId,userSourcedId", "sourcedId,status,userSourcedId").replace("\nr", "\nR").replace("R2,", "r2,tobedeleted,");
    let roles = ["1", "3", "4", "5", "6", "7"].iter().fold(roles, |text, id| text.replace(&format!("\nR{id},"), &format!("\nr{id},,")));
    let read = super::read(&package("roles.csv", &roles), today()).expect("a package");
    assert_eq!(rows(&read.schools[0].list).into_iter().map(|(row, _)| row).collect::<Vec<_>>(), [2, 4]);
}

#[test]
fn a_row_that_cannot_be_trusted_is_told_and_the_rest_goes_in() {
    let flaw = |file: &str, row, what| Flaw { file: file.to_owned(), row, what };
    for (file, text, expected) in [
        ("orgs.csv", format!("{ORGS}s1,Otra,school,,e\n"), flaw("orgs", 5, FlawKind::Twice)),
        ("orgs.csv", format!("{ORGS}s3,,school,,e\n"), flaw("orgs", 5, FlawKind::Blank("name".into()))),
        ("users.csv", format!("{USERS}u9,true\n"), flaw("users", 7, FlawKind::Ragged)),
        ("roles.csv", format!("{ROLES}r8,nobody,primary,student,,,s1\n"), flaw("roles", 9, FlawKind::Dangling("userSourcedId".into()))),
        ("roles.csv", format!("{ROLES}r8,u1,primary,student,,,nowhere\n"), flaw("roles", 9, FlawKind::Dangling("orgSourcedId".into()))),
        ("roles.csv", format!("{ROLES}r8,u5,primary,wizard,,,s1\n"), flaw("roles", 9, FlawKind::UnknownWord("role".into()))),
        (
            "enrollments.csv",
            format!("{ENROLLMENTS}n5,c9,s1,u1,student\n"),
            flaw("enrollments", 6, FlawKind::Dangling("classSourcedId".into())),
        ),
        (
            "enrollments.csv",
            format!("{ENROLLMENTS}n5,c1,s1,u99,student\n"),
            flaw("enrollments", 6, FlawKind::Dangling("userSourcedId".into())),
        ),
    ] {
        let read = read(&package(file, &text), today()).expect("a package");
        assert_eq!(read.flaws, [expected], "{file}");
        assert_eq!(rows(&read.schools[0].list).len(), 3, "{file}");
    }
}

#[test]
fn a_package_of_which_nothing_can_be_trusted_is_refused() {
    let said = |there: &[(&str, &str)]| package("manifest.csv", &manifest("1.2", there));
    let lacks = |name| PackageError::NoFile(name);
    let cases: Vec<(Vec<u8>, PackageError)> = vec![
        (b"no archive".to_vec(), PackageError::NotAnArchive),
        (archive(&[("users.csv", USERS)]), lacks("manifest")),
        (archive(&[("roster/manifest.csv", "propertyName,value\n")]), lacks("manifest")),
        (package("manifest.csv", &manifest("2.0", &BULK)), PackageError::Version("2.0".into())),
        (package("manifest.csv", "propertyName,value\n"), PackageError::Version(String::new())),
        (package("manifest.csv", "name,value\na,b\n"), PackageError::NoColumn { file: "manifest", column: "propertyName" }),
        (said(&[("users", "bulk"), ("roles", "bulk")]), lacks("orgs")),
        (said(&[("orgs", "bulk"), ("users", "bulk")]), lacks("roles")),
        (said(&[("orgs", "bulk"), ("users", "delta"), ("roles", "bulk")]), PackageError::ChangesOnly("users")),
        (package("users.csv", "sourcedId,givenName\nu1,Ana\n"), PackageError::NoColumn { file: "users", column: "familyName" }),
        (package("users.csv", ""), PackageError::Table { file: "users", error: TableError::Empty }),
        (archive(&[("manifest.csv", &manifest("1.2", &BULK)), ("orgs.csv", ORGS)]), lacks("users")),
    ];
    for (at, (bytes, expected)) in cases.into_iter().enumerate() {
        assert_eq!(read(&bytes, today()).err(), Some(expected), "case {at}");
    }
}

#[test]
fn an_archive_that_unpacks_to_more_than_memory_is_refused() {
    let mut long = String::from(USERS);
    long.push_str(&" ".repeat(crate::exchange::table::MAX_BYTES));
    let bytes = package("users.csv", &long);
    assert!(bytes.len() < 1024 * 1024, "it is a small file: {}", bytes.len());
    assert_eq!(read(&bytes, today()).err(), Some(PackageError::TooLarge));
}

#[test]
fn only_an_archive_with_a_manifest_at_its_root_is_a_package() {
    assert!(is_package(&package("", "")));
    assert!(!is_package(b"nombre,grado\nAna,2\n"));
    assert!(!is_package(&archive(&[("xl/workbook.xml", "<workbook/>"), ("deep/manifest.csv", "")])));
    assert!(!is_package(b"PK\x03\x04 and then nothing"));
}

#[test]
fn a_school_takes_its_own_list_out_of_a_package_and_no_other() {
    let whole = || read(&package("", ""), today()).expect("a package");
    let (list, _, _) = whole().of_school(Some("11dtv0001a")).expect("its list");
    assert_eq!(rows(&list).len(), 3);
    let other = PackageError::OtherSchool(vec!["Telesecundaria 1".into(), "Primaria 2".into()]);
    assert_eq!(whole().of_school(Some("11DTV9999Z")).err(), Some(other.clone()));
    assert_eq!(whole().of_school(None).err(), Some(other));
    let one = |identifier: &str| {
        let orgs = format!("sourcedId,name,type,identifier\ns1,Sola,school,{identifier}\n");
        let roles = "sourcedId,userSourcedId,roleType,role,orgSourcedId\nr1,u1,primary,student,s1\n";
        let all = manifest("1.2", &[("orgs", "bulk"), ("users", "bulk"), ("roles", "bulk")]);
        read(&archive(&[("manifest.csv", &all), ("orgs.csv", &orgs), ("users.csv", USERS), ("roles.csv", roles)]), today()).expect("one")
    };
    assert!(one("").of_school(Some("11DTV0001A")).is_ok());
    assert!(one("11DTV0001A").of_school(None).is_ok());
    assert_eq!(one("11DTV0001A").of_school(Some("11DTV0002B")).err(), Some(PackageError::OtherSchool(vec!["Sola".into()])));
}

fn member(number: u128, name: String, position: Position, grade: Option<i32>, class: Option<String>) -> MemberView {
    MemberView { id: Id::from_bytes(number.to_be_bytes()), name, position, minor: position == Position::Student, grade, class }
}

proptest! {
    #[test]
    fn what_goes_out_comes_in_as_the_same_list(
        people in prop::collection::vec(
            ("[A-Z][a-záñ]{2,8}( [A-Z]\\.)?", 0..5usize, prop::option::of(1..=3i32), prop::option::of("[A-F]")),
            0..40,
        )
    ) {
        let offices = [Position::Student, Position::Teacher, Position::Head, Position::Official, Position::Family];
        let members: Vec<MemberView> = people.into_iter().enumerate().map(|(at, (name, office, grade, class))| {
            let pupil = offices[office] == Position::Student;
            member(at as u128 + 1, name, offices[office], grade.filter(|_| pupil), class.filter(|_| pupil))
        }).collect();
        let school = Place { id: Id::from_bytes([7; 16]), name: "Benito Juárez".into(), level: Level::School, key: Some("11DTV0001A".into()) };
        let state = Place { id: Id::from_bytes([8; 16]), name: "Guanajuato".into(), level: Level::State, key: None };
        let bytes = write(&school, &[state], &members, today()).expect("written");
        let read = read(&bytes, today()).expect("read");
        prop_assert_eq!(&read.flaws, &[]);
        prop_assert_eq!(read.schools.len(), 1);
        let list = read_people(&read.schools[0].list).expect("a list");
        prop_assert_eq!(&list.refused, &[]);
        prop_assert_eq!(list.rows.len(), members.len());
        for (row, member) in list.rows.iter().zip(&members) {
            let apart = member.name.ends_with('.');
            prop_assert_eq!(if apart { row.told_apart.as_deref() } else { Some(row.name.as_str()) }, Some(member.name.as_str()));
            prop_assert_eq!(row.told_apart.is_some(), apart);
            prop_assert_eq!((row.position, row.grade, &row.group), (member.position, member.grade, &member.class));
            prop_assert_eq!((row.id, row.minor, row.says_minor), (Some(member.id), member.minor, true));
        }
    }
}
