# What stands around every page.
shell-name = Relevo
shell-skip = Ir al contenido
shell-navigation = Principal
shell-sign-in = Entrar
shell-sign-out = Salir
shell-about = Qué es Relevo
shell-privacy = Qué guardamos de ti
shell-source = Código
shell-concern = Algo no está bien
# Said in its own language to readers of another.
shell-read-in-this-language = Leer en español
shell-unanswered = { $count ->
    [one] Hay un aviso de que algo no está bien. Espera tu respuesta.
   *[other] Hay { $count } avisos de que algo no está bien. Esperan tu respuesta.
}
