# Cuánto se guarda de quienes se fueron.
retention-title = Lo que se guarda de quienes se fueron
retention-link = Ver a quiénes y cuándo
retention-years = { $count ->
    [one] un año
   *[other] { $count } años
}
retention-days = { $count ->
    [one] un día
   *[other] { $count } días
}
retention-rule-archive = Después de { $period } de haberse ido, una persona ya no aparece en ninguna lista. Su historia sigue guardada.
retention-rule-erase = Después de { $period }, se borra su nombre y lo que escribió, sin que nadie tenga que hacerlo. El hilo de lo que aprendió y enseñó conserva su forma.
retention-left = se fue el { $day }
retention-erased-on = Se borra el { $day }.
retention-soon = Se borran pronto
retention-soon-more = En los próximos tres meses. Si alguien regresa a la escuela, anótalo antes.
retention-archived = Ya no aparecen en las listas
retention-archived-more = Si alguien regresa, aquí se le encuentra.
retention-listed = Se fueron hace poco
retention-listed-more = Todavía aparecen entre quienes se fueron.
retention-nobody = Nadie se ha ido de aquí, o ya se borró todo de quienes se fueron.
retention-done = Lo que ya se borró
retention-done-people = { $count ->
    [one] una persona
   *[other] { $count } personas
}
retention-done-none = Todavía nada.
retention-done-more = Aquí queda cuántas y cuándo, sin nombres.
retention-members = Quien se va deja de aparecer en las listas después de un tiempo, y más tarde se borra.
retention-count = { $count ->
    [one] Una persona
   *[other] { $count } personas
}
retention-erase = Borrar ahora
