# Who opened whose record.
readings-own-link = Who saw my record
readings-link = Who saw this record
readings-place-link = Who saw the records
readings-own-title = Who saw my record
readings-title = Who saw the record of { $name }
readings-place-title = Who saw the records of { $node }
readings-own-back = My page
readings-place-back = People
readings-own-heading = Who saw my record
readings-heading = Who saw the record of { $name }
readings-place-heading = Who saw the records
readings-own-lead = Your page and your records are seen only inside your school and by those who accompany you. Here you can find out who opened them.
readings-lead = Each line gathers what one person opened on one day: their page, their photos and documents, what their family allows, the record of a tutorial or that of a demonstration.
readings-place-lead = What was opened of those who are at { $node } today: their page, their photos and documents, what their family allows, the record of a tutorial or that of a demonstration. Looking at your own record is not noted, and neither are lists of names.
readings-place-more = Who opens the page or the record of somebody is noted for a time, and you can look at it.
readings-lines = What was opened
readings-caption = Each line is a day. The hour is that of the last time.
readings-times = { $times } times
readings-page = their page
readings-record = their record of “{ $topic }”
readings-demonstration = their demonstration of “{ $topic }”
readings-files = the list of their photos and documents
readings-own-files = the list of your photos and documents
readings-consents = what their family allows
readings-own-consents = what your family allows
readings-own-page = your page
readings-own-record = your record of “{ $topic }”
readings-own-demonstration = your demonstration of “{ $topic }”
readings-own-lines = Who opened them
readings-own-companions = Those who accompany you
readings-own-companions-more = They read your record to accompany you better.
readings-own-adults = Other people
readings-own-others = Somebody else of the school opened them too. We do not say who: being curious about what another learns is part of the network. The person who looks after your school can see it.
readings-last = last time on { $day }
readings-own-none = Nobody else has opened them.
readings-none = Nobody has opened anything in this time.
readings-more = These are the newest lines.
readings-kept = { $days ->
    [one] It is kept for 1 day and then deleted.
   *[other] It is kept for { $days } days and then deleted.
  }
readings-concern = Something here worries me
readings-newer = Newer
readings-older = Older
about-keep-readings = For a time it is noted who opens your page or your record. You can see it under “Who saw my record”.
