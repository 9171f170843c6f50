# Words of every form.
form-optional = si quieres
form-errors-heading = { $count ->
    [one] Hay una cosa por arreglar
   *[other] Hay { $count } cosas por arreglar
  }
form-save = Guardar
form-cancel = Salir sin guardar
form-back = Volver
form-choose = Elige de la lista
form-none = Ninguno

# What is wrong with a field, and what to do.
form-error-required = Falta este dato. Escríbelo para seguir.
form-error-choose = Elige una de las opciones.
form-error-too-long = { $max ->
    [one] Es muy largo: cabe { $max } letra.
   *[other] Es muy largo: caben { $max } letras. Acórtalo un poco.
  }
form-error-number = Escribe un número, sin letras.
form-error-day = Escribe el día completo: día, mes y año.
form-error-day-ahead = Ese día todavía no llega. Revisa el mes y el año.
form-error-not-a-choice = Esa opción ya no está. Elige otra.
form-error-curp = Esto parece una CURP. Aquí no la guardamos: bórrala.
