# How long those who left are kept.
retention-title = What is kept of those who left
retention-link = See who and when
retention-years = { $count ->
    [one] one year
   *[other] { $count } years
}
retention-days = { $count ->
    [one] one day
   *[other] { $count } days
}
retention-rule-archive = { CAPITAL($period) } after leaving, a person stands in no list any more. Their history is still kept.
retention-rule-erase = { CAPITAL($period) } after leaving, their name and what they wrote are erased, without anybody having to do it. The thread of what they learned and taught keeps its shape.
retention-left = left on { $day }
retention-erased-on = Erased on { $day }.
retention-soon = Erased soon
retention-soon-more = Within three months. If somebody is coming back to school, enter it before.
retention-archived = In no list any more
retention-archived-more = Whoever comes back is found here.
retention-listed = Left lately
retention-listed-more = They still stand among those who left.
retention-nobody = Nobody has left this place, or everything of those who left has been erased.
retention-done = What has been erased
retention-done-people = { $count ->
    [one] one person
   *[other] { $count } people
}
retention-done-none = Nothing yet.
retention-done-more = How many and when stays here, without names.
retention-members = Whoever leaves stands in no list any more after a time, and is erased later.
retention-count = { $count ->
    [one] One person
   *[other] { $count } people
}
retention-erase = Erase now
