# What stands around every page.
shell-name = Relevo
shell-skip = Skip to content
shell-navigation = Main
shell-sign-in = Sign in
shell-sign-out = Sign out
shell-about = What Relevo is
shell-privacy = What we keep about you
shell-source = Source code
shell-concern = Something is wrong
# Said in its own language to readers of another.
shell-read-in-this-language = Read in English
shell-unanswered = { $count ->
    [one] Someone has said that something is not right. It waits for your answer.
   *[other] { $count } messages say that something is not right. They wait for your answer.
}
