# Maps: of a country, of a state, of a zone.
map-title = Map of { $node }
map-see = See the map
map-found = { $schools ->
    [one] There is one school here
   *[other] There are { $schools } schools here
  }; { $today ->
    [0] the map shows activity this month in none
    [one] the map shows activity this month in one
   *[other] the map shows activity this month in { $today }
  }{ $once ->
    [0] {""}
    [one] , and earlier in one
   *[other] , and earlier in { $once }
  }.
map-says = { CAPITAL($name) }: { $how }
map-says-many = { CAPITAL($name) }: { $schools ->
    [one] one school
   *[other] { $schools } schools
  }; { $today } active this month, { $once } before
map-near = Near { $name }
map-state-today = Active this month
map-state-once = Active before
map-state-untold = Not yet, or not told
map-read-alone = Each mark is a school and leads to its page.
map-read-branches = Each circle is a place, with the number of its schools, and leads to its page. The small dots are the schools.
map-read-gathered = A circle with a number gathers schools that lie near, and leads to a closer look. The small dots are the schools.
map-moved = Where several are in the same place, their marks stand apart; a line ties each to the point where it lies.
map-practice-is = A school is active where there was a tutorial or a public demonstration this month. Where only one person teaches, it is not told.
map-unplaced = { $count ->
    [one] It is not known where one school lies: it is not on the map.
   *[other] It is not known where { $count } schools lie: they are not on the map.
  }
map-part = This is a part of the map: it counts only what is seen.
map-empty = There are no schools in this part.
map-around = See more around
map-whole = See the whole map
map-table = The same as a table
map-scale-km = { $length } km
map-scale-m = { $length } m
map-col-school = School
map-col-place = Place
map-col-how = How it fares
map-col-schools = Schools
map-col-today = This month
map-col-once = Before
map-col-active = With tutorials
map-col-practising = With demon­strations
map-tile-absent = { $state }: not in the network yet
map-tiles-read = Each square is a state, about where it lies, and leads to its page. The number tells in how many schools there were tutorials this month, and the bar, how many of its schools that is.
map-tiles-else = { $count ->
    [one] One place has no square; it is in the table.
   *[other] { $count } places have no square; they are in the table.
  }
map-where = Where it is
map-point = { $latitude }, { $longitude }
map-north = { $degrees }° N
map-south = { $degrees }° S
map-east = { $degrees }° E
map-west = { $degrees }° W
map-see-in = See it on the map of { $node }
