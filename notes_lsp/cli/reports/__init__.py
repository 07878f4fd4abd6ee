"""Reports for other programs, each in the form that its reader asks for; one form, one module, one public function."""
