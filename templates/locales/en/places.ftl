# How a place changes within the network.
changes-title = Change its place in the network
changes-heading = Changes in the network
changes-lead = Here you change where this place belongs, or how it goes on. Before anything is saved you will see what the change touches.
changes-which = What changes
change-move = Move it to another place
change-move-help = From a day on, this place and everything in it belongs to another. What came before stays where it happened.
change-move-heading = Move { $node } to another place
change-move-to = Where it will belong
change-move-do = Move it
change-merge = Join it with another
change-merge-help = This place closes today. Its people, their offers, their wishes and the open tutorials go on in the other.
change-merge-heading = Join { $node } with another place
change-merge-to = With which one
change-merge-do = Join them
change-split = Divide it
change-split-help = A new place begins beside this one, with a part of what is in it.
change-split-heading = Divide { $node }
change-split-name = Name of the new place
change-split-children = What goes with the new place
change-split-do = Divide it
change-close = Close it
change-close-help = Nothing new happens here. A place closes only when nobody belongs to it any more. Its history stays.
change-close-heading = Close { $node }
change-close-do = Close it
change-reopen = Open it again
change-reopen-help = It was closed by mistake, or it works again. People who left do not come back by themselves.
change-reopen-heading = Open { $node } again
change-reopen-do = Open it
change-search = Search
change-search-name = Name of the place
change-search-do = Search
change-what = The change
change-more = There are more places. Search by name.
change-no-targets = You look after no other place that fits this change.
change-day = From which day
change-day-help = Today or a past day. What happened before that day counts where it was.
change-review = See what changes
change-not = Change nothing
effect-heading = This is what changes
effect-move = From { $day } on, { $node } belongs to { $to }.
effect-merge = From today on, { $node } is joined with { $to }, and closes.
effect-split = From { $day } on, { $to } is a place apart from { $node }.
effect-close = From { $day } on, { $node } is closed.
effect-reopen = { $node } is open again.
effect-children = { $count ->
    [one] One place directly under it goes along.
   *[other] { $count } places directly under it go along.
  }
effect-schools = { $count ->
    [one] It touches one school.
   *[other] It touches { $count } schools.
  }
effect-people = { $count ->
    [0] It touches nobody.
   *[other] It touches { $count } people.
  }
effect-people-few = It touches fewer than 5 people.
effect-tutorials = { $count ->
    [0] There are no open tutorials.
    [one] There is one open tutorial, which goes on.
   *[other] There are { $count } open tutorials, which go on.
  }
effect-offers = { $count ->
    [0] There are no offers in the catalog.
    [one] There is one offer in the catalog, which goes on.
   *[other] There are { $count } offers in the catalog, which go on.
  }
effect-wishes = { $count ->
    [0] No wishes are waiting.
    [one] One wish is waiting, and goes on.
   *[other] { $count } wishes are waiting, and go on.
  }
effect-personal = Where only one person teaches, the numbers stay within that school.
effect-merge-stewards = { $count ->
    [0] Nobody is responsible for this place.
    [one] The person responsible for this place no longer is. You can name them again in the other.
   *[other] The { $count } people responsible for this place no longer are. You can name them again in the other.
  }
effect-same-names = Some names are the same in both places. Once they are joined, add a letter to tell them apart.
effect-split-stewards = Nobody is responsible for the new place yet. Name somebody afterwards.
effect-history = What has happened stays where it was on that day.
effect-leaves = No longer accompany it:
effect-enters = Accompany it now:
effect-stewards = { $node } ({ $count ->
    [0] nobody responsible
    [one] one person responsible
   *[other] { $count } people responsible
  })
effect-nothing-yet = Nothing has been saved yet.
correction-title = Correct what is known of the place
correction-help = Its name, its key, where it lies and its time.
correction-name = Name
correction-cct = Key
correction-time-zone = Time zone
correction-time-zone-help = Only if it is another than that of the places above. For example: America/Tijuana
correction-latitude = Latitude
correction-latitude-help = In degrees, for example 20.913
correction-longitude = Longitude
correction-longitude-help = In degrees, for example -100.744
correction-unknown = not known
correction-same = It is the same as before.
correction-do = Save
node-changes = Changes in the network
node-correction = Correct its data
node-closed = This place has been closed since { $day }.
node-merged = This place closed on { $day } and goes on in
problem-place-closed = That place is closed. It has to be opened again first.
problem-place-in-use = People still belong to this place, or other places depend on it. Join it with another, or move them first.
flash-tree-move = Done: it belongs to another place now.
flash-tree-close = Done: the place is closed.
flash-tree-reopen = Done: the place is open.
flash-tree-merge = Done: the two places are one.
flash-tree-split = Done: this is the new place. Name somebody to look after it.
flash-node-corrected = Done: the data are corrected.
node-map = Map
node-map-get = Download the places for a map
node-map-is = A GeoJSON file with the places here whose position is known. It holds nothing about persons.
levels-title = Levels of the network
levels-lead = Say here which levels your network has and what each is called. It holds for this place and for everything under it.
levels-heading = Levels
levels-which = Which network it is
levels-do = Save the levels
levels-note = You can change it later, as long as there are no places of a level that the other does not have. Nobody loses a place or its history.
levels-link = What the levels are called here
flash-levels-chosen = Done: the levels are saved.
problem-level-in-use = { $level ->
    [sector] { $count ->
        [one] There is a sector here
       *[other] There are { $count } sectors here
      }
    [municipality] { $count ->
        [one] There is a municipality here
       *[other] There are { $count } municipalities here
      }
   *[other] { $count ->
        [one] There is a place of another level here
       *[other] There are { $count } places of another level here
      }
  }, and that network does not have that level. First close it, or join it to another, or move it elsewhere.
problem-office-elsewhere = That office does not go with that place. At a school or community, begin as who teaches or directs it; further up, as coach, supervisor or official.
