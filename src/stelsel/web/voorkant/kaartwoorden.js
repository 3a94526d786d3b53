// What the map says, per language of the page.
export const woorden = {
  nl: {
    soort: { gewoon: "Milieubelastende activiteit", ippc: "IPPC-installatie", seveso: "Seveso-inrichting" },
    oefening: "Oefengegevens",
    onvolledig: "Er zijn hier meer locaties dan op de kaart passen. Zoom in om alles te zien.",
    storing: "De punten zijn nu niet op te halen. De lijst werkt wel. Probeer het later opnieuw.",
    geenKaart: "Deze browser kan de kaart niet tekenen. De lijst toont dezelfde locaties.",
    meer: (n) => `En nog ${n} op deze plek. Zoom in om ze te zien.`,
    bediening: {
      "Map.Title": "Kaart van de locaties",
      "NavigationControl.ZoomIn": "Zoom in",
      "NavigationControl.ZoomOut": "Zoom uit",
      "Popup.Close": "Sluit",
      "Marker.Title": "Punt op de kaart",
      "AttributionControl.ToggleAttribution": "Toon of verberg de bronvermelding",
      "AttributionControl.MapFeedback": "Reactie op de kaart",
      "ScaleControl.Meters": "m",
      "ScaleControl.Kilometers": "km",
      "CooperativeGesturesHandler.WindowsHelpText": "Gebruik Ctrl en het muiswiel om te zoomen",
      "CooperativeGesturesHandler.MacHelpText": "Gebruik ⌘ en scrol om te zoomen",
      "CooperativeGesturesHandler.MobileHelpText": "Beweeg de kaart met twee vingers",
    },
  },
  en: {
    soort: { gewoon: "Environmentally harmful activity", ippc: "IPPC installation", seveso: "Seveso establishment" },
    oefening: "Practice data",
    onvolledig: "There are more locations here than fit on the map. Zoom in to see all of them.",
    storing: "The points cannot be fetched now. The list still works. Please try again later.",
    geenKaart: "This browser cannot draw the map. The list shows the same locations.",
    meer: (n) => `And ${n} more at this place. Zoom in to see them.`,
    bediening: { "Map.Title": "Map of the locations" },
  },
};
