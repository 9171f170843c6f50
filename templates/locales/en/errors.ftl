# Pages for when something did not work: what happened, and what to do.
errors-home = Go to the home page
errors-code = If you ask for help, give this number: { $status }.

errors-400-heading = We did not understand what arrived
errors-400-advice = Go back to the page before and try again.
errors-401-heading = You need to sign in first
errors-401-advice = Sign in with your name and come back to this page.
errors-403-heading = This could not be accepted
errors-403-advice = The page was open for a long time, or it came from another site. Open it again from Relevo and try once more.
errors-404-heading = There is nothing here that you can see
errors-404-advice = The address may be mistyped, the page may be gone, or it may belong to other people.
errors-405-heading = This page cannot be reached that way
errors-405-advice = Go back to the page before and use its buttons.
errors-409-heading = Someone changed it before you
errors-409-advice = Open the page again to see how it stands, and decide again.
errors-413-heading = This is too big
errors-413-advice = Send less at a time, or a smaller photo.
errors-422-heading = Something is missing
errors-422-advice = Go back to the page before and look at what is marked.
errors-429-heading = That was many tries in a row
errors-429-advice = Wait a few minutes and try again. If you forgot your code, your teacher gives you another.
errors-500-heading = Something broke on our side
errors-500-advice = It was not your fault. Try again in a while; if it stays like this, tell the person responsible for Relevo at your school.
errors-503-heading = Not at this moment
errors-503-advice = Many people are here at once, or the data are out of reach. Wait a moment and try again. If you sent something, it is not saved yet.
